namespace Serverless.Core.Audit;

/// <summary>What a store holds under an index: bytes that claim to be an entry.</summary>
/// <param name="Index">Where it is stored.</param>
/// <param name="Bytes">The bytes, exactly.</param>
public readonly record struct StoredAuditEntry(long Index, ReadOnlyMemory<byte> Bytes);
