namespace Serverless.Core.Audit;

/// <summary>Something that the audit trail must remember. The log adds its place (origin, index, previous hash) and makes it an entry.</summary>
public sealed record AuditEvent
{
    /// <summary>
    /// Derived from what happened, never random (orchestration instance and step, for instance), so that a repeated attempt finds
    /// the entry of the first one. Not empty.
    /// </summary>
    public required string EventId { get; init; }

    /// <summary>When it happened, as claimed by the caller; stored in UTC. The order of entries is that of their indices, not of this.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Who caused it.</summary>
    public required AuditActor Actor { get; init; }

    /// <summary>What was done, for example <c>cycle.started</c>. Not empty.</summary>
    public required string Action { get; init; }

    /// <summary>What it was done to, for example <c>strategies/trend-0042</c>. Not empty.</summary>
    public required string Subject { get; init; }

    /// <summary>Why, in words, where the actor gave a reason.</summary>
    public string? Reason { get; init; }

    /// <summary>Small facts in plain text.</summary>
    public AuditDetails Details { get; init; } = AuditDetails.Empty;

    /// <summary>SHA-256 of the blob that holds what the event is about (64 lowercase hexadecimal digits).</summary>
    public string? ContentHash { get; init; }

    /// <summary>SHA-256 of the subject's state before the event.</summary>
    public string? BeforeHash { get; init; }

    /// <summary>SHA-256 of the subject's state after the event.</summary>
    public string? AfterHash { get; init; }

    /// <summary>Version of the code that acted. Not empty.</summary>
    public required string CodeVersion { get; init; }

    /// <summary>SHA-256 of the configuration in force.</summary>
    public string? ConfigHash { get; init; }

    /// <summary>SHA-256 of the data manifest used.</summary>
    public string? DataHash { get; init; }

    /// <summary>Ties the entries of one piece of work together, for example the cycle's id. Not empty.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>
    /// True when both say the same: all but the circumstances of the attempt (time, code version, correlation), which differ when
    /// an attempt is repeated after a crash or an upgrade.
    /// </summary>
    public bool SaysTheSameAs(AuditEvent other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this == other with { OccurredAt = OccurredAt, CodeVersion = CodeVersion, CorrelationId = CorrelationId };
    }
}
