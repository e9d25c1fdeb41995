using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Serverless.Core.Backtesting;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;

namespace Serverless.Core.Validation;

/// <summary>One walk-forward window of one strategy: parameters chosen in-sample, figures out-of-sample.</summary>
public sealed record WindowResult
{
    /// <summary>The window.</summary>
    public required WalkForwardWindow Window { get; init; }

    /// <summary>What became of it.</summary>
    public required EvaluationOutcome Outcome { get; init; }

    /// <summary>Why there are no figures; null when there are.</summary>
    public string? Reason { get; init; }

    /// <summary>The parameters with the best in-sample Sharpe ratio; null without figures.</summary>
    public ImmutableSortedDictionary<string, double>? Parameters { get; init; }

    /// <summary>Figures of these parameters on the training part.</summary>
    public PerformanceMetrics? InSample { get; init; }

    /// <summary>Bars at the end of the training part that a trade held beyond it took out of the choice.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int PurgedBars { get; init; }

    /// <summary>Figures of these parameters on the test part.</summary>
    public PerformanceMetrics? OutOfSample { get; init; }

    /// <summary>UTC open times, in ticks, of the bars of the test part; of models, times within its steps.</summary>
    public long[] OpenTicks { get; init; } = [];

    /// <summary>Simple return of the equity over each of these bars, after costs; the position left is closed in the last.</summary>
    public double[] Returns { get; init; } = [];

    /// <summary>Trades of the test part; money relates to the initial equity, with which each window starts anew.</summary>
    public IReadOnlyList<Trade> Trades { get; init; } = [];

    /// <summary>Bars that the test part lacks; strategies went on as if they had not existed.</summary>
    public MissingBars Missing { get; init; }

    /// <summary>Bars of the test part that no source had and a policy filled in; none of those in <see cref="Missing"/>.</summary>
    public int FilledBars { get; init; }

    /// <summary>How much was traded in the test part.</summary>
    public TradingActivity Activity { get; init; }
}
