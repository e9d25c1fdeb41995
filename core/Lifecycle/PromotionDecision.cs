using System.Collections.Immutable;

namespace Serverless.Core.Lifecycle;

/// <summary>What a cycle means for one strategy.</summary>
/// <param name="StrategyId">Id of the configuration.</param>
/// <param name="Stage">Its stage before.</param>
/// <param name="Rank">Its rank; null when it has none.</param>
/// <param name="StreakDays">Days in a row in the top.</param>
/// <param name="Report">The gates; null when it has no figures in this cycle.</param>
/// <param name="IsLiveCandidate">Whether it passes all gates, so that a seat is all that it needs.</param>
/// <param name="Verdict">What is done, or why nothing is.</param>
/// <param name="Requests">What to ask for, in order; empty when nothing changes.</param>
public sealed record PromotionDecision(
    string StrategyId,
    LifecycleStage Stage,
    int? Rank,
    int StreakDays,
    GateReport? Report,
    bool IsLiveCandidate,
    string Verdict,
    ImmutableArray<TransitionRequest> Requests);
