namespace Serverless.Core.Audit;

/// <summary>The log holds an entry that must not be built upon. Nothing is appended until a person has looked.</summary>
/// <param name="fault">What is wrong.</param>
public sealed class AuditLogBrokenException(AuditFault fault)
    : InvalidOperationException($"The audit log is broken at entry {fault.Index} ({fault.Code}): {fault.Message} Run 'audit verify', and keep the storage as it is.")
{
    /// <summary>What is wrong, and where.</summary>
    public AuditFault Fault { get; } = fault;
}
