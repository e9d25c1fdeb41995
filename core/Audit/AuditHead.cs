namespace Serverless.Core.Audit;

/// <summary>The state of a log in two values: how long it is, and the hash of its last entry, which fixes every entry before.</summary>
/// <param name="Size">Number of entries.</param>
/// <param name="Hash">Hash of entry <paramref name="Size"/> − 1; <see cref="AuditHash.None"/> for an empty log.</param>
public readonly record struct AuditHead(long Size, string Hash)
{
    /// <summary>The head of a log without entries.</summary>
    public static AuditHead Empty { get; } = new(0, AuditHash.None);
}
