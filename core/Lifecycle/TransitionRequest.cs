using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Serverless.Core.Lifecycle;

/// <summary>
/// How a rule, or an operator, asks that something become of a strategy. A rule returns such requests; its orchestration hands each to the
/// sub-orchestration <c>ApplyTransition</c>, which checks it against <see cref="LifecycleTransitions"/>, moves capital, records it before it
/// takes effect, and answers with a <see cref="TransitionOutcome"/>. A request that is repeated under its <see cref="OperationId"/> changes nothing more.
/// </summary>
/// <example>
/// <code>
/// new TransitionRequest
/// {
///     OperationId = $"drawdown/{day:yyyy-MM-dd}/{strategyId}",
///     StrategyId = strategyId,
///     Trigger = LifecycleTrigger.HalveSize,
///     Author = TransitionAuthor.Rule("drawdown"),
///     Reason = "It has lost 21 % from its peak; 20 % is the limit.",
///     Evidence = ImmutableSortedDictionary&lt;string, string&gt;.Empty.Add("drawdown", "0.21").Add("limit", "0.2"),
///     RequestedAt = now,
/// }
/// </code>
/// </example>
public sealed record TransitionRequest
{
    /// <summary>Derived from what is asked and why, never random: rule, day or cycle, and strategy. Not empty.</summary>
    public required string OperationId { get; init; }

    /// <summary>Id of the configuration.</summary>
    public required string StrategyId { get; init; }

    /// <summary>What is asked for.</summary>
    public required LifecycleTrigger Trigger { get; init; }

    /// <summary>Who asks.</summary>
    public required TransitionAuthor Author { get; init; }

    /// <summary>Why, in a sentence. Not empty.</summary>
    public required string Reason { get; init; }

    /// <summary>The figures that decided, by name (ASCII letters, digits, '.', '-', '_'), as invariant text; they are recorded.</summary>
    public ImmutableSortedDictionary<string, string> Evidence { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>The stage that the request was made for; in another it is refused. Null for any.</summary>
    public LifecycleStage? From { get; init; }

    /// <summary>The <see cref="Deployment.ETag"/> that was decided on; with another it is refused. Null for any.</summary>
    public string? IfMatch { get; init; }

    /// <summary>What the strategy is; needed with the first promotion.</summary>
    public StrategyIdentity? Identity { get; init; }

    /// <summary>Capital to take with a promotion to live; 0 or less is refused then.</summary>
    public decimal Capital { get; init; }

    /// <summary>What the capital is worth that a live strategy gives back; null for what the last look at it says, or, when nobody has looked since it is live, what was committed.</summary>
    public decimal? Value { get; init; }

    /// <summary>
    /// Whether more is at stake afterwards: a strategy goes live, or one makes room for it, a pause ends, or positions grow. Such a decision is signed before it takes effect; one that
    /// takes risk away waits for nothing.
    /// </summary>
    [JsonIgnore]
    public bool RaisesStakes =>
        Trigger is LifecycleTrigger.Displace or LifecycleTrigger.Resume or LifecycleTrigger.RestoreSize || (Trigger is LifecycleTrigger.Promote && Capital > 0);
}
