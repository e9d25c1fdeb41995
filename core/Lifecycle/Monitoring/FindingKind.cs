using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>The rule that found something.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FindingKind>))]
public enum FindingKind
{
    /// <summary>The live Sharpe ratio is below its share of the backtest's.</summary>
    SharpeDrift,

    /// <summary>Another live figure is too far from the backtest's.</summary>
    MetricDrift,

    /// <summary>The sequential test says that the daily returns are no longer the backtest's.</summary>
    SequentialDrift,

    /// <summary>The fall from the highest equity has reached the limit: half size.</summary>
    Drawdown,

    /// <summary>The loss of capital is so near to the limit that one more bad day could pass it: out.</summary>
    LossGuard,

    /// <summary>It lags the market by more than it may: back to research.</summary>
    BenchmarkLag,

    /// <summary>It lags the market while the market moves so much that a verdict waits.</summary>
    BenchmarkWait,

    /// <summary>No new bar came when one was due: nothing is decided on old data.</summary>
    StaleFeed,

    /// <summary>The strategy stopped with an error.</summary>
    StrategyFailed,

    /// <summary>Two live strategies earn the same returns.</summary>
    Redundancy,

    /// <summary>Live strategies move together more than in calm times.</summary>
    StressCorrelation,

    /// <summary>A market has changed, and its strategies were not ranked since.</summary>
    Reevaluation,

    /// <summary>The strategy violates a limit of today.</summary>
    RiskLimit,

    /// <summary>The audit trail is not what it was: found by its own watch, not by the look at strategies.</summary>
    TrailNotIntact,

    /// <summary>A promotion waits until a person approves it.</summary>
    ApprovalWaits,

    /// <summary>Nobody decided about a promotion in time.</summary>
    ApprovalExpired,
}

/// <summary>Names of rules.</summary>
public static class FindingKindNames
{
    /// <summary>In kebab case, for example <c>benchmark-lag</c>: the author of what a rule asks for, and part of an alert's key.</summary>
    public static string Name(this FindingKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());
}
