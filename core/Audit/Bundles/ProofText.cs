using System.Text;
using Serverless.Core.Audit.Merkle;

namespace Serverless.Core.Audit.Bundles;

/// <summary>A proof as a text: a line of base64 for each hash.</summary>
public static class ProofText
{
    /// <summary>Most hashes of a proof: two for each level of the largest tree.</summary>
    public const int MaxHashes = 128;

    /// <summary>The text.</summary>
    public static string Format(IReadOnlyList<byte[]> proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        return string.Concat(proof.Select(hash => Convert.ToBase64String(hash) + "\n"));
    }

    /// <summary>Reads the text.</summary>
    /// <exception cref="FormatException">It is not exactly what <see cref="Format"/> writes; the message names the line.</exception>
    public static IReadOnlyList<byte[]> Parse(ReadOnlySpan<byte> text)
    {
        var lines = Encoding.ASCII.GetString(text).Split('\n');
        if (lines[^1].Length > 0 || lines.Length - 1 > MaxHashes)
            throw new FormatException($"A proof has at most {MaxHashes} lines, each of which ends with a line feed.");
        return [.. lines[..^1].Select(ParseLine)];
    }

    private static byte[] ParseLine(string line, int number)
    {
        var hash = new byte[MerkleHash.Size + 1];
        return Convert.TryFromBase64String(line, hash, out var length) && length == MerkleHash.Size && Convert.ToBase64String(hash, 0, length) == line
            ? hash[..length]
            : throw new FormatException($"Line {number + 1} of the proof is not base64 of a hash of {MerkleHash.Size} bytes.");
    }
}
