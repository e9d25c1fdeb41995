using System.Collections.Immutable;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.Metrics;
using Serverless.Core.Scoring;
using Serverless.Core.Scoring.Evidence;

namespace Serverless.Core.Lifecycle;

/// <summary>What is known of a strategy when a cycle has ended.</summary>
public sealed record StrategyCase
{
    /// <summary>Its row of the scorecard; null when the cycle did not evaluate it.</summary>
    public ScorecardRow? Row { get; init; }

    /// <summary>Whether it is in the top of the scorecard.</summary>
    public bool InTop { get; init; }

    /// <summary>Its parameters.</summary>
    public ImmutableSortedDictionary<string, double> Parameters { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>What speaks against luck; null when there was too little to judge.</summary>
    public StrategyEvidence? Evidence { get; init; }

    /// <summary>Its streak, this cycle included.</summary>
    public StreakState Streak { get; init; } = new();

    /// <summary>Its deployment; one in research when it has none.</summary>
    public required Deployment Deployment { get; init; }

    /// <summary>Its record on paper; null when nobody has looked at it lately.</summary>
    public PaperTrial? Paper { get; init; }

    /// <summary>What the capital of a live strategy was worth at the last look at it, 0 or more; null when nobody has looked since it is live.</summary>
    public decimal? Value { get; init; }

    /// <summary>Its daily returns out-of-sample; null when it has none.</summary>
    public DailyReturns? Returns { get; init; }

    /// <summary>How long the watch would have let it stay in its own history; null when it has none.</summary>
    public Survival? Survival { get; init; }

    /// <summary>What it would have returned over the last days, as it runs now; null when it is neither on paper nor live.</summary>
    public DailyReturns? Recent { get; init; }

    /// <summary>How it does in the present regime; null when that was not measured.</summary>
    public RegimeFit? Regime { get; init; }

    /// <summary>Its score in this cycle; null when it has none.</summary>
    internal double? Score => Row?.Score?.Value;
}
