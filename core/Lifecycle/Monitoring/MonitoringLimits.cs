namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>Thresholds of the watch over live strategies; docs/monitoring.md gives the reason of each. Shares: 0.2 is 20 %.</summary>
public sealed record MonitoringLimits
{
    /// <summary>Days live before the Sharpe ratio is held against the backtest's.</summary>
    public int SharpeDays { get; init; } = 90;

    /// <summary>Share of the backtest's Sharpe ratio below which it has drifted.</summary>
    public double SharpeShare { get; init; } = 0.5;

    /// <summary>Distance of another figure from the backtest's, relative to it, beyond which it has drifted.</summary>
    public double Deviation { get; init; } = 0.5;

    /// <summary>Fall from the highest equity at which sizes are halved.</summary>
    public double Drawdown { get; init; } = 0.2;

    /// <summary>Fall from the highest equity below which halved sizes are restored.</summary>
    public double DrawdownRelease { get; init; } = 0.1;

    /// <summary>Share of its capital that no strategy may lose.</summary>
    public double MaxLoss { get; init; } = 0.2;

    /// <summary>Least distance from <see cref="MaxLoss"/> that is kept for a move between two looks.</summary>
    public double MinReserve { get; init; } = 0.02;

    /// <summary>Most of it: a strategy with wilder days must be smaller, not leave earlier.</summary>
    public double MaxReserve { get; init; } = 0.1;

    /// <summary>Days over which a strategy is held against the benchmark.</summary>
    public int BenchmarkDays { get; init; } = 30;

    /// <summary>Return below the benchmark's, in points of return, at which it is rolled back.</summary>
    public double BenchmarkLag { get; init; } = 0.15;

    /// <summary>Volatility of the benchmark over the same days, relative to its median, beyond which the lag that is allowed grows with it.</summary>
    public double ExtremeVolatility { get; init; } = 1.5;

    /// <summary>How many times <see cref="BenchmarkLag"/> is allowed at most, however wild the benchmark.</summary>
    public double MaxLagScale { get; init; } = 2;

    /// <summary>Days in a row beyond <see cref="BenchmarkLag"/> after which waiting for a calmer benchmark ends, with a roll-back.</summary>
    public int BenchmarkWaitDays { get; init; } = 10;

    /// <summary>Bars that may be due and missing before a feed is stale: the first may be late, when the second is due too, nobody sends any.</summary>
    public double StaleBars { get; init; } = 1;

    /// <summary>Days over which live strategies are correlated.</summary>
    public int CorrelationDays { get; init; } = 90;

    /// <summary>Days that two strategies need in common before their correlation counts.</summary>
    public int CorrelationMinDays { get; init; } = 30;

    /// <summary>Correlation above which two live strategies are redundant.</summary>
    public double Redundancy { get; init; } = 0.8;

    /// <summary>The last days, which are held against the calm ones before them.</summary>
    public int StressDays { get; init; } = 20;

    /// <summary>Rise of the mean correlation at which stress is called, if it is more than chance as well.</summary>
    public double StressRise { get; init; } = 0.2;

    /// <summary>Hours from a change of regime or volatility to the ranking of its strategies.</summary>
    public double ReevaluationHours { get; init; } = 12;

    /// <summary>Why these thresholds cannot be used, with the setting at fault; null when they can.</summary>
    public string? FindProblem()
    {
        foreach (var (name, value, isValid, range) in Ranges())
        {
            if (!isValid)
                return FormattableString.Invariant($"Monitoring:{name} is {value}; it must be {FormattableString.Invariant(range)}.");
        }

        return null;
    }

    private IEnumerable<(string Name, double Value, bool IsValid, FormattableString Range)> Ranges() =>
    [
        AtLeast(nameof(SharpeDays), SharpeDays, 2),
        (nameof(SharpeShare), SharpeShare, SharpeShare is > 0 and < 1, $"above 0 and below 1"),
        Positive(nameof(Deviation), Deviation),
        Share(nameof(Drawdown), Drawdown),
        (nameof(DrawdownRelease), DrawdownRelease, DrawdownRelease > 0 && DrawdownRelease < Drawdown, $"above 0 and below {nameof(Drawdown)}, which is {Drawdown}"),
        Share(nameof(MaxLoss), MaxLoss),
        (nameof(MinReserve), MinReserve, MinReserve >= 0 && MinReserve <= MaxReserve, $"at least 0 and at most {nameof(MaxReserve)}, which is {MaxReserve}"),
        (nameof(MaxReserve), MaxReserve, MaxReserve > 0 && MaxReserve < MaxLoss, $"above 0 and below {nameof(MaxLoss)}, which is {MaxLoss}"),
        AtLeast(nameof(BenchmarkDays), BenchmarkDays, 2),
        Positive(nameof(BenchmarkLag), BenchmarkLag),
        (nameof(ExtremeVolatility), ExtremeVolatility, ExtremeVolatility >= 1 && double.IsFinite(ExtremeVolatility), $"a number of at least 1"),
        (nameof(MaxLagScale), MaxLagScale, MaxLagScale >= 1 && double.IsFinite(MaxLagScale), $"a number of at least 1"),
        AtLeast(nameof(BenchmarkWaitDays), BenchmarkWaitDays, 0),
        (nameof(StaleBars), StaleBars, StaleBars >= 0 && double.IsFinite(StaleBars), $"a number of at least 0"),
        AtLeast(nameof(CorrelationDays), CorrelationDays, CorrelationMinDays),
        AtLeast(nameof(CorrelationMinDays), CorrelationMinDays, 3),
        Share(nameof(Redundancy), Redundancy),
        (nameof(StressDays), StressDays, StressDays > 3 && StressDays < CorrelationDays, $"above 3 and below {nameof(CorrelationDays)}, which is {CorrelationDays}"),
        Positive(nameof(StressRise), StressRise),
        Positive(nameof(ReevaluationHours), ReevaluationHours),
    ];

    private static (string, double, bool, FormattableString) AtLeast(string name, int value, int least) => (name, value, value >= least, $"at least {least}");

    private static (string, double, bool, FormattableString) Positive(string name, double value) => (name, value, value > 0 && double.IsFinite(value), $"a positive number");

    private static (string, double, bool, FormattableString) Share(string name, double value) => (name, value, value is > 0 and < 1, $"above 0 and below 1");
}
