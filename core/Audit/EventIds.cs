using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Serverless.Core.Audit;

/// <summary>
/// Which events a log has recorded, in some 40 bytes for each: of an id the first 128 bits of its SHA-256 are kept. Whoever could make two ids
/// share them, at 2^64 hashes, would raise a false alarm and hide nothing.
/// </summary>
internal sealed class EventIds
{
    private readonly Dictionary<UInt128, long> indexOf = [];

    /// <summary>Takes an id.</summary>
    /// <returns>The index under which it was taken before; null when it is new.</returns>
    public long? Add(string eventId, long index)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(eventId.AsSpan()), hash);
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(indexOf, BinaryPrimitives.ReadUInt128BigEndian(hash), out var exists);
        if (exists)
            return known;
        known = index;
        return null;
    }
}
