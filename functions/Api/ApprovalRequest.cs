namespace Serverless.Functions.Api;

/// <summary>Body of an approval or rejection. Unknown fields are refused.</summary>
/// <param name="Operator">For whom it is decided, as claimed; needed with a key, which may reject only.</param>
/// <param name="Reason">Why, in a sentence. Not empty.</param>
public sealed record ApprovalRequest(string? Operator = null, string? Reason = null);
