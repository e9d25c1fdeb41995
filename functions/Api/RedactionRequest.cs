namespace Serverless.Functions.Api;

/// <summary>Body of a request for the redaction of content, and of its approval. Unknown fields are refused.</summary>
/// <param name="EventId">Of a request: the event whose content is to go.</param>
/// <param name="Reason">Why, in a sentence; it stays in the trail, where nothing is redacted. Not empty.</param>
public sealed record RedactionRequest(string? EventId = null, string? Reason = null);
