namespace Serverless.Core.Audit;

/// <summary>An event in its place in the log. Its canonical bytes (<see cref="AuditEntryCodec"/>) are what is stored and hashed.</summary>
/// <param name="Schema">Version of the byte format; <see cref="AuditEntryCodec.Schema"/>.</param>
/// <param name="Origin">Environment and log, for example <c>serverless-local</c>; ASCII letters, digits, '.', '-' and '_', at most 100.</param>
/// <param name="Index">Position in the log: 0, 1, 2, …; at most <see cref="AuditEntryCodec.MaxIndex"/>.</param>
/// <param name="PrevHash"><see cref="AuditHash.OfEntry"/> of the previous entry's bytes; <see cref="AuditHash.None"/> for the first.</param>
/// <param name="Event">What happened.</param>
public sealed record AuditEntry(string Schema, string Origin, long Index, string PrevHash, AuditEvent Event);
