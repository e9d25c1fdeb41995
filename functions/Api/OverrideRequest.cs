namespace Serverless.Functions.Api;

/// <summary>Body of every override of a deployment. Unknown fields are refused.</summary>
/// <param name="Operator">For whom it is decided, as claimed; needed with a key, which proves a role and no person.</param>
/// <param name="Reason">Why, in a sentence. Not empty.</param>
/// <param name="To">Of a demotion: <c>Research</c> instead of one stage down.</param>
/// <param name="Capital">Of a promotion to live: capital to take; what the last cycle recommended when left out.</param>
/// <param name="Value">When a live strategy gives its capital back: what it is worth; what the last look at it says when left out.</param>
public sealed record OverrideRequest(
    string? Operator = null, string? Reason = null, Core.Lifecycle.LifecycleStage? To = null, decimal? Capital = null, decimal? Value = null);
