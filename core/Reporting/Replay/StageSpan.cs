using Serverless.Core.Lifecycle;
using Serverless.Core.Lifecycle.Monitoring;

namespace Serverless.Core.Reporting.Replay;

/// <summary>A stay of a strategy in one stage.</summary>
/// <param name="StrategyId">Id of the configuration.</param>
/// <param name="Stage">The stage.</param>
/// <param name="From">When it began.</param>
public sealed record StageSpan(string StrategyId, LifecycleStage Stage, DateTimeOffset From)
{
    /// <summary>When it ended; null while it lasts.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Capital that it held; 0 in all stages but live.</summary>
    public decimal Capital { get; init; }

    /// <summary>What it gave back when it ended; null while it lasts.</summary>
    public decimal? Returned { get; init; }

    /// <summary>What ended it; null while it lasts.</summary>
    public DeploymentChange? End { get; init; }

    /// <summary>Sizes up to its end, in order of time.</summary>
    public IReadOnlyList<SizeChange> Sizes { get; init; } = [];

    /// <summary>How long it lasted, at <paramref name="end"/> at most.</summary>
    public TimeSpan Length(DateTimeOffset end) => (To ?? end) - From;
}
