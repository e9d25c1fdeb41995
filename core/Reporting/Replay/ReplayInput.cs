using System.Collections.Immutable;
using Serverless.Core.Audit;
using Serverless.Core.Lifecycle;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;

namespace Serverless.Core.Reporting.Replay;

/// <summary>What a replay has left, and what it was made of.</summary>
public sealed record ReplayInput
{
    /// <summary>The first day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The day after the last.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Gates, seats and capital.</summary>
    public required LifecyclePolicy Policy { get; init; }

    /// <summary>Entries of the audit trail about deployments, alerts and regimes, in its order.</summary>
    public required IReadOnlyList<AuditEvent> Events { get; init; }

    /// <summary>All entries of the trail, by what was done.</summary>
    public required ImmutableSortedDictionary<string, int> Actions { get; init; }

    /// <summary>What strategies made in their stays live.</summary>
    public required IReadOnlyList<SpanResult> Live { get; init; }

    /// <summary>What they made, or would have, in their stays on paper.</summary>
    public required IReadOnlyList<SpanResult> Paper { get; init; }

    /// <summary>What stood between strategies and a seat.</summary>
    public required GateTally Gates { get; init; }

    /// <summary>Strategies of each completed cycle.</summary>
    public required IReadOnlyList<int> Cycles { get; init; }

    /// <summary>Cycles that failed, with their reasons.</summary>
    public IReadOnlyList<string> FailedCycles { get; init; } = [];

    /// <summary>The bars that were traded, by symbol.</summary>
    public required IReadOnlyDictionary<string, BarSeries> Markets { get; init; }

    /// <summary>Commission and slippage of a trade, as a share of its notional.</summary>
    public required double TradeCosts { get; init; }

    /// <summary>The market-cap-weighted benchmark; null without one.</summary>
    public DailyReturns? Benchmark { get; init; }

    /// <summary>Every look at a live strategy.</summary>
    public IReadOnlyList<StrategyHealth> Looks { get; init; } = [];

    /// <summary>Correlations of live strategies, by day.</summary>
    public IReadOnlyList<CorrelationDay> Correlations { get; init; } = [];

    /// <summary>Whether every entry of the trail was read and hashed again and is as it was written.</summary>
    public required bool TrailIsIntact { get; init; }

    /// <summary>Name of the settings that were used.</summary>
    public string Profile { get; init; } = "default";

    /// <summary>Names and values that say how to repeat it: hashes, seed, versions.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Provenance { get; init; } = [];

    internal int Entries => Actions.Values.Sum();

    internal DateTimeOffset End => new(To.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
