namespace Serverless.Core.Backtesting.Portfolio;

/// <summary>Everything beside symbols, inputs and strategies that decides the outcome of a run.</summary>
public sealed record PortfolioSettings
{
    /// <summary>Equity before the first bar, in quote currency; positive.</summary>
    public double InitialEquity
    {
        get;
        init => field = value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(InitialEquity), value, "The initial equity must be positive and finite.");
    } = 100_000;

    /// <summary>UTC time after which bars that close are traded; those before are history. Null trades all.</summary>
    public DateTime? From { get; init; }

    /// <summary>UTC time of the last close that is traded; null for no end.</summary>
    public DateTime? To { get; init; }

    /// <summary>What the account may lose before all strategies stop, or trade smaller.</summary>
    public RunGuards Guards { get; init; } = RunGuards.None;

    /// <summary>What the account may hold.</summary>
    public PortfolioLimits Limits { get; init; } = PortfolioLimits.None;

    /// <summary>
    /// Share of the gross exposure that the equity must keep at every close; where it does not, all orders are withdrawn and all positions
    /// closed at their next open. 0 never liquidates.
    /// </summary>
    public double MaintenanceRate
    {
        get;
        init => field = value is >= 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaintenanceRate), value, "MaintenanceRate must be at least 0 and below 1.");
    }

    /// <summary>Hears the share of steps that are done, about a hundred times in a run; null for nobody. It decides nothing.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>Whether positions held after the last step are closed at their last closes, at their costs, instead of being marked.</summary>
    public bool CloseAtEnd { get; init; }
}
