using Serverless.Core.Audit.Merkle;

namespace Serverless.Core.Tests.Audit.Merkle;

/// <summary>RFC 6962, section 2.1, word by word: slow and obvious.</summary>
internal static class ReferenceTree
{
    public static byte[] Root(ReadOnlySpan<byte[]> leaves) => leaves.Length switch
    {
        0 => MerkleHash.Empty,
        1 => leaves[0],
        _ => MerkleHash.Node(Root(leaves[..Split(leaves.Length)]), Root(leaves[Split(leaves.Length)..])),
    };

    public static byte[][] Path(int index, ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 1)
            return [];
        var k = Split(leaves.Length);
        return index < k
            ? [.. Path(index, leaves[..k]), Root(leaves[k..])]
            : [.. Path(index - k, leaves[k..]), Root(leaves[..k])];
    }

    public static byte[][] Consistency(int older, ReadOnlySpan<byte[]> leaves) => Subproof(older, leaves, true);

    private static byte[][] Subproof(int older, ReadOnlySpan<byte[]> leaves, bool isWhole)
    {
        if (older == leaves.Length)
            return isWhole ? [] : [Root(leaves)];
        var k = Split(leaves.Length);
        return older <= k
            ? [.. Subproof(older, leaves[..k], isWhole), Root(leaves[k..])]
            : [.. Subproof(older - k, leaves[k..], false), Root(leaves[..k])];
    }

    private static int Split(int count)
    {
        var k = 1;
        while (2 * k < count)
            k *= 2;
        return k;
    }
}
