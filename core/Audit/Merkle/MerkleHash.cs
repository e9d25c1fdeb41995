using System.Security.Cryptography;

namespace Serverless.Core.Audit.Merkle;

/// <summary>Hashes of RFC 6962, section 2.1. Values are 32 bytes.</summary>
public static class MerkleHash
{
    /// <summary>Bytes of a hash.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    private const int OnStack = 2048;

    /// <summary>Root of the tree without leaves: SHA-256 of nothing.</summary>
    public static byte[] Empty => SHA256.HashData([]);

    /// <summary>SHA-256(0x00 ‖ <paramref name="data"/>).</summary>
    public static byte[] Leaf(ReadOnlySpan<byte> data)
    {
        // One call of the library: what an incremental hash sets up costs more than hashing an entry.
        Span<byte> prefixed = data.Length < OnStack ? stackalloc byte[OnStack] : new byte[1 + data.Length];
        prefixed[0] = 0x00;
        data.CopyTo(prefixed[1..]);
        return SHA256.HashData(prefixed[..(1 + data.Length)]);
    }

    /// <summary>SHA-256(0x01 ‖ <paramref name="left"/> ‖ <paramref name="right"/>).</summary>
    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var node = new byte[Size];
        Node(left, right, node);
        return node;
    }

    internal static void Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> result)
    {
        Span<byte> both = stackalloc byte[1 + (2 * Size)];
        both[0] = 0x01;
        left.CopyTo(both[1..]);
        right.CopyTo(both[(1 + Size)..]);
        SHA256.HashData(both, result);
    }
}
