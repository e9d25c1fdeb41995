using System.Collections.Immutable;
using Serverless.Core.Metrics;
using Serverless.Core.Scoring;
using Serverless.Core.Time;
using Serverless.Core.Validation;

namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>A strategy that is live or on paper, as the watch sees it: what it promised, and what it did.</summary>
public sealed record MonitoredStrategy
{
    /// <summary>Where it stands, with its identity and capital.</summary>
    public required Deployment Deployment { get; init; }

    /// <summary>Calendar of its market; only crypto is held against the crypto benchmark.</summary>
    public Market Market { get; init; } = Market.Crypto;

    /// <summary>Length of its bars.</summary>
    public required TimeSpan BarLength { get; init; }

    /// <summary>Id of the configuration.</summary>
    public string StrategyId => Deployment.StrategyId;

    /// <summary>The instrument.</summary>
    public string Symbol => Deployment.Identity?.Symbol ?? "";

    /// <summary>Whether it is live, with capital; else it is on paper.</summary>
    public bool IsLive => Deployment.Stage == LifecycleStage.Live;

    /// <summary>Whether its sizes are halved already.</summary>
    public bool HalfSize => Deployment.Standing.HalfSize;

    /// <summary>Score of the last ranking, by which the better of two redundant ones is kept; null without one, which is the lowest.</summary>
    public double? Score { get; init; }

    /// <summary>Its row of the last scorecard; null when it was in none.</summary>
    public ScorecardRow? Row { get; init; }

    /// <summary>The parameters that it trades with.</summary>
    public ImmutableSortedDictionary<string, double> Parameters { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>What it chose since it is in its stage, in order of time; empty when it cannot run.</summary>
    public IReadOnlyList<ParameterChoice> Choices { get; init; } = [];

    /// <summary>SHA-256 of the stored bars that it ran on; null when it cannot run.</summary>
    public string? DataHash { get; init; }

    /// <summary>What the backtest promised, out-of-sample.</summary>
    public required StrategyFigures Expected { get; init; }

    /// <summary>The sequential test, calibrated on the backtest; null when there was too little of it.</summary>
    public CusumPlan? Drift { get; init; }

    /// <summary>What it did since it is in its stage, at the sizes that it had.</summary>
    public required PaperRecord Live { get; init; }

    /// <summary>What its rule would have done in that time at full size, as its backtest did: drift is judged by this.</summary>
    public PaperRecord AtFullSize { get => field ?? Live; init; }

    /// <summary>Daily returns of the last months, also from before it was live, for correlations.</summary>
    public DailyReturns Recent { get; init; } = new([], []);

    /// <summary>Largest weights that it may hold, in shares of the portfolio's net asset value, by symbol.</summary>
    public ImmutableSortedDictionary<string, double> LargestWeights { get; init; } = ImmutableSortedDictionary<string, double>.Empty;
}
