using Serverless.Core.Metrics;

namespace Serverless.Core.Backtesting;

/// <summary>Outcome of one run: curve, trades and figures, or a failure.</summary>
public sealed record BacktestResult
{
    /// <summary>UTC open times, in ticks, of the bars traded.</summary>
    public required long[] OpenTicks { get; init; }

    /// <summary>Equity at the close of each of these bars, in quote currency; empty after a failure.</summary>
    public required double[] Equity { get; init; }

    /// <summary>Closed trades in order of exit; empty after a failure.</summary>
    public required IReadOnlyList<Trade> Trades { get; init; }

    /// <summary>The position still held after the last bar, or null.</summary>
    public OpenPosition? OpenPosition { get; init; }

    /// <summary>Figures of the run; null after a failure.</summary>
    public PerformanceMetrics? Metrics { get; init; }

    /// <summary>How much was traded.</summary>
    public TradingActivity Activity { get; init; }

    /// <summary>Why the run stopped; null when it finished.</summary>
    public BacktestFailure? Failure { get; init; }
}
