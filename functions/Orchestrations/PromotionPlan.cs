using Serverless.Core.Lifecycle;

namespace Serverless.Functions.Orchestrations;

/// <summary>What a cycle asks for; why, and what it does not ask for, is in its blob.</summary>
/// <param name="Decided">Strategies that were decided about.</param>
/// <param name="LiveCandidates">Those that pass all gates.</param>
/// <param name="Requests">What to carry out, in order.</param>
/// <param name="Held">What waits for a person.</param>
public sealed record PromotionPlan(int Decided, int LiveCandidates, IReadOnlyList<TransitionRequest> Requests, IReadOnlyList<HeldPromotion> Held);
