using Serverless.Core.Metrics;

namespace Serverless.Core.Reporting.Runs;

/// <summary>A strategy or model of a run. Columns have one value for each step.</summary>
public sealed record RunSleeve
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its version; null where strategies have none.</summary>
    public string? Version { get; init; }

    /// <summary>Share of the account's equity that it could use up to each step.</summary>
    public required double[] Budget { get; init; }

    /// <summary>What it has made by each step, costs and open positions included, in quote currency.</summary>
    public required double[] Profit { get; init; }

    /// <summary>Profit of each step ÷ what it could use: <see cref="OnBudget"/>.</summary>
    public required double[] Return { get; init; }

    /// <summary>Figures of <see cref="Return"/> as the run measured them; null where it did not.</summary>
    public PerformanceMetrics? Figures { get; init; }

    /// <summary>Why it was closed out; null when it finished.</summary>
    public string? Failure { get; init; }

    /// <summary>Returns on a constant budget: profit of the step ÷ (budget × equity of the account before it).</summary>
    /// <param name="account">The account.</param>
    /// <param name="budget">The budget, a positive share.</param>
    /// <param name="profit">What was made by each step.</param>
    public static double[] OnBudget(ReportCurve account, double budget, double[] profit)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(profit);
        var returns = new double[account.Equity.Length];
        for (var i = 0; i < returns.Length; i++)
            returns[i] = (profit[i] - (i == 0 ? 0 : profit[i - 1])) / (budget * (i == 0 ? account.Initial : account.Equity[i - 1]));
        return returns;
    }
}
