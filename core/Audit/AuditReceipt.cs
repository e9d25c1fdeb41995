namespace Serverless.Core.Audit;

/// <summary>Says where an event stands in the log.</summary>
/// <param name="Index">Index of the entry.</param>
/// <param name="Hash">Hash of the entry's bytes.</param>
/// <param name="AlreadyPresent">True when the entry was found in the log: recorded earlier, by another process, or by a write of this call whose answer was lost.</param>
public readonly record struct AuditReceipt(long Index, string Hash, bool AlreadyPresent);
