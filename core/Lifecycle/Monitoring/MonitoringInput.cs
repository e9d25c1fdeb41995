using Serverless.Core.Metrics;

namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>All that one look at the live strategies needs.</summary>
public sealed record MonitoringInput
{
    /// <summary>The time of looking.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The live strategies.</summary>
    public required IReadOnlyList<MonitoredStrategy> Strategies { get; init; }

    /// <summary>Daily returns of the benchmark; null when there is none.</summary>
    public DailyReturns? Benchmark { get; init; }

    /// <summary>The last change of each market.</summary>
    public IReadOnlyList<MarketEvaluation> Markets { get; init; } = [];

    /// <summary>Today's limits.</summary>
    public LifecycleLimits RiskLimits { get; init; } = new();
}
