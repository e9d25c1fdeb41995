namespace Serverless.Core.Audit;

/// <summary>Where an event is.</summary>
/// <param name="EventId">Id of the event.</param>
/// <param name="Index">Index of its entry.</param>
public readonly record struct AuditIndexRow(string EventId, long Index);
