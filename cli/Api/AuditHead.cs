namespace Serverless.Cli.Api;

/// <summary>Last entry of the audit trail that belongs to a cycle.</summary>
internal sealed record AuditHead(long Index, string Hash);
