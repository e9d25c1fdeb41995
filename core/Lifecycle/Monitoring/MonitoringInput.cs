using Serverless.Core.Metrics;
using Serverless.Core.Risk;

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

    /// <summary>The markets, each once.</summary>
    public IReadOnlyList<MarketChange> Markets { get; init; } = [];

    /// <summary>Risk limits of the regime that holds.</summary>
    public RiskLimits RiskLimits { get; init; } = new();
}
