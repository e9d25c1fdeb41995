namespace Serverless.Core.Audit;

/// <summary>An event id is already taken by an event that says something else.</summary>
/// <param name="message">Names both events.</param>
public sealed class AuditConflictException(string message) : InvalidOperationException(message);
