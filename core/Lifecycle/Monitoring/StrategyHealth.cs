using Serverless.Core.Time;

namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>The figures of one strategy, live or on paper, at one look, as tables and reports show them. Shares: 0.1 is 10 %.</summary>
public sealed record StrategyHealth
{
    /// <summary>Id of the configuration.</summary>
    public required string StrategyId { get; init; }

    /// <summary>The time of looking.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The instrument.</summary>
    public required string Symbol { get; init; }

    /// <summary>Capital that it was given; 0 on paper.</summary>
    public required decimal Capital { get; init; }

    /// <summary>What it has earned since it is live, in money, after costs; 0 on paper.</summary>
    public required decimal Profit { get; init; }

    /// <summary>Return of the last day that has ended; null before the first.</summary>
    public double? DayReturn { get; init; }

    /// <summary>Fall from the highest equity.</summary>
    public required double Fall { get; init; }

    /// <summary>Loss of capital at which it is taken out of service.</summary>
    public required double LossThreshold { get; init; }

    /// <summary>Value of its position ÷ its equity at the last close; negative when short, null when that is not known.</summary>
    public double? Held { get; init; }

    /// <summary>Id of the parameters that it trades with: its own, or those of a neighbour that the walk-forward chose. Null when it cannot run.</summary>
    public string? TradesAs { get; init; }

    /// <summary>When these were chosen.</summary>
    public DateTimeOffset? ChosenAt { get; init; }

    /// <summary>Days with returns.</summary>
    public required int Days { get; init; }

    /// <summary>Live Sharpe ratio, annualised.</summary>
    public double? Sharpe { get; init; }

    /// <summary>The backtest's.</summary>
    public double? ExpectedSharpe { get; init; }

    /// <summary>Live volatility, annualised.</summary>
    public double? Volatility { get; init; }

    /// <summary>Sum of the sequential test ÷ its threshold: above 1 is an alarm. Null without a test.</summary>
    public double? Drift { get; init; }

    /// <summary>Return over the days of the benchmark rule minus the benchmark's, in points of return; null before there are as many.</summary>
    public double? BenchmarkGap { get; init; }

    /// <summary>Close of the last bar; null without any.</summary>
    public DateTimeOffset? LastClose { get; init; }

    /// <summary>Whether its sizes are halved.</summary>
    public required bool HalfSize { get; init; }

    /// <summary>Whether it takes no new positions.</summary>
    public required bool Paused { get; init; }

    /// <summary>The gravest of its findings; null when there is none, which is health.</summary>
    public AlertSeverity? Severity { get; init; }

    /// <summary>Keys of its findings, in order.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];

    /// <summary>The figures of a strategy.</summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="findings">All findings of the look.</param>
    /// <param name="input">What was looked at.</param>
    /// <param name="limits">Thresholds.</param>
    public static StrategyHealth Of(MonitoredStrategy strategy, IReadOnlyList<Finding> findings, MonitoringInput input, MonitoringLimits limits)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentNullException.ThrowIfNull(input);
        var own = findings.Where(finding => finding.Subject == strategy.StrategyId).ToList();
        var choice = strategy.Choices is [.., var newest] ? newest : null;
        var (live, figures, drift) = (strategy.Live, strategy.Live.Figures, SequentialRule.Read(strategy));
        return new StrategyHealth
        {
            StrategyId = strategy.StrategyId,
            At = input.Now,
            Symbol = strategy.Symbol,
            Capital = strategy.Deployment.Capital,
            Profit = Math.Round(strategy.Deployment.Capital * (decimal)(live.Equity - 1), 2),
            DayReturn = live.Daily.Values is [.., var last] ? last : null,
            Fall = live.Fall,
            LossThreshold = LossRules.LossThreshold(strategy, limits),
            Held = live.Held,
            TradesAs = choice?.Configuration.Id,
            ChosenAt = choice?.From,
            Days = figures.Days,
            Sharpe = figures.Sharpe,
            ExpectedSharpe = strategy.Expected.Sharpe,
            Volatility = figures.Volatility,
            Drift = drift is null ? null : drift.Sum / drift.Threshold,
            BenchmarkGap = input.Benchmark is { } benchmark && strategy.Market == Market.Crypto
                ? Monitoring.BenchmarkGap.Measure(live.Daily, benchmark, limits)?.Difference
                : null,
            LastClose = live.LastClose,
            HalfSize = strategy.HalfSize,
            Paused = strategy.Deployment.Standing.Paused,
            Severity = own.Count == 0 ? null : own.Max(finding => finding.Severity),
            Findings = [.. own.Select(finding => finding.Key)],
        };
    }

    /// <summary>What its capital was worth, 0 or more; null on paper.</summary>
    public decimal? Worth() => Capital > 0 ? Math.Max(0, Capital + Profit) : null;

    /// <summary>What the look says of a strategy on paper.</summary>
    public PaperTrial ToTrial()
    {
        var rules = Findings.Select(key => key.Split('/')[0]).Distinct().Except([FindingKind.SharpeDrift.Name(), FindingKind.MetricDrift.Name()]);
        return new(Days, Volatility > 0 || Held is not (null or 0) ? [.. rules] : [.. rules, PaperTrial.NothingHeld]);
    }
}
