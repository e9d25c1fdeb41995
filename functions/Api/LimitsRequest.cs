using Serverless.Core.Lifecycle;

namespace Serverless.Functions.Api;

/// <summary>Body of <c>PUT /api/v1/limits</c>. Unknown fields are refused.</summary>
/// <param name="Operator">For whom it is decided, as claimed; needed with a key, which proves a role and no person.</param>
/// <param name="Reason">Why, in a sentence. Not empty.</param>
/// <param name="Limits">All limits; what is left out takes its default.</param>
public sealed record LimitsRequest(string? Operator = null, string? Reason = null, LifecycleLimits? Limits = null);
