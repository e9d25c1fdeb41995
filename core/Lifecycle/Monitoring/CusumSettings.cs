namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>What a sequential test looks for, and how often it may be wrong.</summary>
public sealed record CusumSettings
{
    /// <summary>
    /// The fall of the mean daily return that it is tuned to, in deviations of daily returns at their volatility: 0.2 is a fall of the annual Sharpe ratio by 3.8 (crypto,
    /// 365 days). Smaller falls take longer to tell from luck than a strategy is live.
    /// </summary>
    public double Shift { get; init; } = 0.2;

    /// <summary>Days after which it starts anew.</summary>
    public int HorizonDays { get; init; } = 365;

    /// <summary>Probability of an alarm within <see cref="HorizonDays"/> while the strategy earns what the backtest promised.</summary>
    public double FalseAlarms { get; init; } = 0.05;

    /// <summary>Mean length of the blocks that futures are drawn in, for what days have to do with the next ones.</summary>
    public double BlockDays { get; init; } = 5;

    /// <summary>Resampled futures by which the threshold is found.</summary>
    public int Paths { get; init; } = 4_000;

    /// <summary>Seed of them.</summary>
    public long Seed { get; init; } = 1;
}
