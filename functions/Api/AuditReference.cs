namespace Serverless.Functions.Api;

/// <summary>An entry of the audit trail.</summary>
public sealed record AuditReference(long Index, string Hash);
