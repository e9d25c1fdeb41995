namespace Serverless.Core.Portfolio.Construction;

/// <summary>How budgets of models are found anew in the course of a run: <see cref="BudgetAllocator"/>.</summary>
public sealed record ConstructionOptions
{
    /// <summary>The method.</summary>
    public ConstructionMethod Method { get; init; }

    /// <summary>UTC days of returns that shares are found from; at least 20. Until there are as many, the fixed budgets hold.</summary>
    public int LookbackDays { get; init; } = 252;

    /// <summary>Days after which shares are found anew; at least 1.</summary>
    public int RebalanceDays { get; init; } = 7;

    /// <summary>Largest budget of a model, as a share of net asset value; above 0 up to 1.</summary>
    public double MaxBudget { get; init; } = 1;

    /// <summary>Of <see cref="ConstructionMethod.FractionalKelly"/>: the share of full Kelly, above 0 up to 1.</summary>
    public double Fraction { get; init; } = 0.5;

    /// <summary>Of <see cref="ConstructionMethod.BlackLitterman"/>: confidence in trailing returns, above 0 up to 1.</summary>
    public double Confidence { get; init; } = 0.25;

    /// <summary>Of <see cref="ConstructionMethod.BlackLitterman"/>: aversion to risk, δ; positive.</summary>
    public double Aversion { get; init; } = 2.5;

    /// <summary>Of <see cref="ConstructionMethod.BlackLitterman"/>: uncertainty of the implied returns, τ; positive.</summary>
    public double Tau { get; init; } = 0.05;

    /// <summary>Why these options cannot be used, with the key at fault, or null when they can.</summary>
    public string? FindProblem()
    {
        if (LookbackDays < 20)
            return $"construction.lookback_days is {LookbackDays}; it must be at least 20.";
        if (RebalanceDays < 1)
            return $"construction.rebalance_days is {RebalanceDays}; it must be at least 1.";
        foreach (var (key, value) in new[] { ("max_budget", MaxBudget), ("fraction", Fraction), ("confidence", Confidence) })
        {
            if (!(value is > 0 and <= 1))
                return FormattableString.Invariant($"construction.{key} is {value}; it must be above 0 up to 1.");
        }

        foreach (var (key, value) in new[] { ("aversion", Aversion), ("tau", Tau) })
        {
            if (!(value > 0) || !double.IsFinite(value))
                return FormattableString.Invariant($"construction.{key} is {value}; it must be a positive number.");
        }

        return null;
    }
}
