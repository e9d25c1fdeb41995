namespace Serverless.Core.Audit;

/// <summary>A log has ended: see <see cref="LogFreeze"/>. Events that it has recorded are found; new ones belong into the log that continues it.</summary>
/// <param name="origin">The log.</param>
public sealed class AuditLogFrozenException(string origin)
    : InvalidOperationException($"Log '{origin}' is frozen and takes no more entries: give the setting Audit:Shard, or --shard, the name of the log that continues it.");
