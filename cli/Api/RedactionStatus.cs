namespace Serverless.Cli.Api;

/// <summary>A redaction as the API tells it.</summary>
/// <param name="Request">Index of the entry that asks for it.</param>
/// <param name="EventId">The event whose content it is.</param>
/// <param name="ContentHash">SHA-256 of the content.</param>
/// <param name="Order">Index of the entry that orders it; null until it is approved.</param>
/// <param name="IsDone">Whether the content is gone.</param>
internal sealed record RedactionStatus(long Request, string EventId, string ContentHash, long? Order, bool IsDone);
