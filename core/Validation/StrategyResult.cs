using Serverless.Core.Backtesting;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;
using Serverless.Core.Strategies;

namespace Serverless.Core.Validation;

/// <summary>What walk-forward analysis found out about one strategy, or why it found nothing.</summary>
public sealed record StrategyResult
{
    /// <summary>The strategy.</summary>
    public required StrategyConfiguration Configuration { get; init; }

    /// <summary>What became of the evaluation.</summary>
    public required EvaluationOutcome Outcome { get; init; }

    /// <summary>Why there are no figures; null when there are.</summary>
    public string? Reason { get; init; }

    /// <summary>Number of windows with figures.</summary>
    public int Windows { get; init; }

    /// <summary>Figures of the stitched test parts; null without figures.</summary>
    public PerformanceMetrics? OutOfSample { get; init; }

    /// <summary>Mean over windows of the Sharpe ratio of the chosen parameters on the training part; null when undefined in all.</summary>
    public double? InSampleSharpe { get; init; }

    /// <summary>What of it was lost: <see cref="InSampleSharpe"/> − Sharpe ratio of the stitched test parts; null when one is.</summary>
    public double? SharpeDegradation { get; init; }

    /// <summary>Whether performance carries over; null without figures.</summary>
    public ForwardPersistence? Persistence { get; init; }

    /// <summary>Bars that the test parts lack.</summary>
    public MissingBars Missing { get; init; }

    /// <summary>Bars of the test parts that no source had and a policy filled in; none of those in <see cref="Missing"/>.</summary>
    public int FilledBars { get; init; }

    /// <summary>UTC open times, in ticks, of all tested bars, ascending.</summary>
    public long[] OpenTicks { get; init; } = [];

    /// <summary>Equity at the close of each of these bars: the initial equity compounded by the returns of all test parts.</summary>
    public double[] Equity { get; init; } = [];

    /// <summary>Trades of all test parts; money relates to the initial equity, with which each part starts anew.</summary>
    public IReadOnlyList<Trade> Trades { get; init; } = [];
}
