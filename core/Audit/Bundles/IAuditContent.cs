namespace Serverless.Core.Audit.Bundles;

/// <summary>Finds what entries refer to by hash.</summary>
public interface IAuditContent
{
    /// <summary>The content whose SHA-256 is <see cref="AuditEvent.ContentHash"/> of <paramref name="auditEvent"/>; null when it is not kept, or too large to hand out.</summary>
    /// <exception cref="AuditStoreException">The store cannot be read now.</exception>
    Task<byte[]?> FindAsync(AuditEvent auditEvent, CancellationToken cancellationToken);
}
