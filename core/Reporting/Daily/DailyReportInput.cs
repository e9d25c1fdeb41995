using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.Lifecycle.Monitoring.Alerts;

namespace Serverless.Core.Reporting.Daily;

/// <summary>What a daily report tells.</summary>
public sealed record DailyReportInput
{
    /// <summary>The day, UTC; it has ended.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Figures of the live strategies at the first look after the day.</summary>
    public required IReadOnlyList<StrategyHealth> Strategies { get; init; }

    /// <summary>Return of the benchmark on the day; null when it is not known.</summary>
    public double? BenchmarkReturn { get; init; }

    /// <summary>The days before, ascending, for curves; those without a live strategy may be left out.</summary>
    public IReadOnlyList<DailyLook> History { get; init; } = [];

    /// <summary>Alerts that are open or were opened or closed on the day.</summary>
    public IReadOnlyList<Alert> Alerts { get; init; } = [];

    /// <summary>What was decided on the day, in order of time.</summary>
    public IReadOnlyList<DailyDecision> Decisions { get; init; } = [];

    /// <summary>Strategies on their way.</summary>
    public IReadOnlyList<NextGate> Next { get; init; } = [];
}
