using System.Collections.Concurrent;
using Serverless.Core.Audit.Merkle;

namespace Serverless.Core.Tests.Audit.Merkle;

/// <summary>RFC 6962, section 2.1, word by word: slow and obvious. D[from:to] of the RFC is written (from, to).</summary>
internal sealed class ReferenceTree(byte[][] leaves)
{
    private readonly ConcurrentDictionary<(int From, int To), byte[]> roots = new();

    public byte[] Root(int from, int to) => roots.GetOrAdd((from, to), _ => (to - from) switch
    {
        0 => MerkleHash.Empty,
        1 => leaves[from],
        var count => MerkleHash.Node(Root(from, from + Split(count)), Root(from + Split(count), to)),
    });

    public byte[][] Path(int index, int from, int to)
    {
        if (to - from == 1)
            return [];
        var middle = from + Split(to - from);
        return index < middle
            ? [.. Path(index, from, middle), Root(middle, to)]
            : [.. Path(index, middle, to), Root(from, middle)];
    }

    public byte[][] Consistency(int older, int newer) => Subproof(older, 0, newer, true);

    private byte[][] Subproof(int older, int from, int to, bool isWhole)
    {
        if (older == to)
            return isWhole ? [] : [Root(from, to)];
        var middle = from + Split(to - from);
        return older <= middle
            ? [.. Subproof(older, from, middle, isWhole), Root(middle, to)]
            : [.. Subproof(older, middle, to, false), Root(from, middle)];
    }

    private static int Split(int count)
    {
        var k = 1;
        while (2 * k < count)
            k *= 2;
        return k;
    }
}
