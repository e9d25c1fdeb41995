using Serverless.Core.Strategies;

namespace Serverless.Functions.Api;

/// <summary>Body of an emergency deactivation. It must name a group, or say <paramref name="All"/>; of several, a strategy must match every one. Unknown fields are refused.</summary>
/// <param name="Operator">For whom it is decided, as claimed; needed with a key, which proves a role and no person.</param>
/// <param name="Reason">Why, in a sentence. Not empty.</param>
/// <param name="Type">Strategies of this type.</param>
/// <param name="Template">Strategies of this template.</param>
/// <param name="Symbol">Strategies on this instrument.</param>
/// <param name="Stage">Strategies of this stage.</param>
/// <param name="All">Every strategy that runs.</param>
public sealed record DeactivationRequest(
    string? Operator = null,
    string? Reason = null,
    StrategyIdea? Type = null,
    string? Template = null,
    string? Symbol = null,
    Core.Lifecycle.LifecycleStage? Stage = null,
    bool All = false);
