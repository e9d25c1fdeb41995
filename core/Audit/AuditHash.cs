using System.Buffers;
using System.Security.Cryptography;
using Serverless.Core.Audit.Merkle;

namespace Serverless.Core.Audit;

/// <summary>Hashes of the audit trail, as 64 lowercase hexadecimal digits of a SHA-256 digest.</summary>
public static class AuditHash
{
    /// <summary>What the first entry names as its predecessor: 64 zeros.</summary>
    public const string None = "0000000000000000000000000000000000000000000000000000000000000000";

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    /// <summary>
    /// Hash of an entry: the leaf hash of RFC 6962, SHA-256(0x00 ‖ <paramref name="entry"/>), so that the chain and a Merkle tree
    /// over the log share their leaves.
    /// </summary>
    /// <param name="entry">The stored bytes, exactly.</param>
    public static string OfEntry(ReadOnlySpan<byte> entry) => Convert.ToHexStringLower(MerkleHash.Leaf(entry));

    /// <summary>Plain SHA-256 of a blob or file that an event refers to.</summary>
    public static string OfContent(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>True for exactly 64 characters out of <c>0-9a-f</c>.</summary>
    public static bool IsWellFormed(string hash)
    {
        ArgumentNullException.ThrowIfNull(hash);
        return hash.Length == None.Length && !hash.AsSpan().ContainsAnyExcept(Digits);
    }
}
