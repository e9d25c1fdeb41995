using System.Text;
using System.Text.Json;
using Serverless.Core.Audit.Merkle;

namespace Serverless.Core.Tests.Audit.Merkle;

public sealed class MerkleTreeTests
{
    private const int Largest = 300;

    private static readonly byte[][] Leaves = [.. Enumerable.Range(0, Largest).Select(i => MerkleHash.Leaf(Encoding.UTF8.GetBytes($"leaf {i}")))];
    private static readonly ReferenceTree Reference = new(Leaves);

    [Fact]
    public void RootAt_EverySize_IsThatOfTheReference()
    {
        var tree = Build(Largest);
        for (var size = 0; size <= Largest; size++)
            Assert.Equal(Reference.Root(0, size), tree.RootAt(size));
    }

    [Fact]
    public void ProveInclusion_EverySizeAndIndex_IsThatOfTheReferenceAndVerifies()
    {
        var tree = Build(Largest);
        for (var size = 1; size <= Largest; size++)
        {
            var root = tree.RootAt(size);
            for (var index = 0; index < size; index++)
            {
                var proof = tree.ProveInclusion(index, size);
                AssertSame(Reference.Path(index, 0, size), proof);
                Assert.True(MerkleProof.VerifyInclusion(Leaves[index], index, size, root, proof));
            }
        }
    }

    [Fact]
    public void ProveConsistency_EveryPairOfSizes_IsThatOfTheReferenceAndVerifies()
    {
        var tree = Build(Largest);
        for (var newer = 1; newer <= Largest; newer++)
        {
            for (var older = 1; older <= newer; older++)
            {
                var proof = tree.ProveConsistency(older, newer);
                AssertSame(Reference.Consistency(older, newer), proof);
                Assert.True(MerkleProof.VerifyConsistency(older, newer, tree.RootAt(older), tree.RootAt(newer), proof));
            }
        }
    }

    [Fact]
    public void Verify_AnyBitOfAProofFlippedOrAnyHashAddedOrDropped_IsRefused()
    {
        var tree = Build(23);
        for (var index = 0; index < 23; index++)
            AssertTight(tree.ProveInclusion(index, 23), proof => MerkleProof.VerifyInclusion(Leaves[index], index, 23, tree.RootAt(23), proof));
        for (var older = 1; older < 23; older++)
            AssertTight(tree.ProveConsistency(older, 23), proof => MerkleProof.VerifyConsistency(older, 23, tree.RootAt(older), tree.RootAt(23), proof));
    }

    [Fact]
    public void Verify_HashOfAnotherLength_IsRefused()
    {
        var tree = Build(8);
        var (proof, root) = (tree.ProveInclusion(2, 8).ToArray(), tree.RootAt(8));
        Assert.True(MerkleProof.VerifyInclusion(Leaves[2], 2, 8, root, proof));

        // What is too long may be cut by whoever copies it, and hash to the same.
        Assert.False(MerkleProof.VerifyInclusion([.. Leaves[2], 0], 2, 8, root, proof));
        foreach (var altered in new byte[][] { [.. proof[1], 0], proof[1][..^1], [] })
        {
            Assert.False(MerkleProof.VerifyInclusion(Leaves[2], 2, 8, root, [proof[0], altered, proof[2]]));
            Assert.False(MerkleProof.VerifyConsistency(4, 8, tree.RootAt(4), root, [altered]));
        }
    }

    [Fact]
    public void Verify_PublicVectors_AgreesOnAll()
    {
        var lines = SharedFolder.Lines("golden/merkle-rfc6962-vectors.jsonl");
        Assert.Equal(196, lines.Count);
        Assert.All(lines, line =>
        {
            var vector = JsonDocument.Parse(line).RootElement;
            Assert.Equal(!vector.GetProperty("wantErr").GetBoolean(), Verify(vector));
        });
    }

    [Fact]
    public void Prove_OutsideTheTree_Throws()
    {
        var tree = Build(5);

        Assert.Throws<ArgumentOutOfRangeException>(() => tree.ProveInclusion(5, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.ProveInclusion(0, 6));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.ProveConsistency(4, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.RootAt(6));
        Assert.Throws<ArgumentException>(() => tree.Append(new byte[31]));
    }

    // Tens of thousands of proofs: what describes a difference well takes its time.
    private static void AssertSame(byte[][] expected, IReadOnlyList<byte[]> actual) =>
        Assert.True(expected.Length == actual.Count && expected.Zip(actual).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second)));

    private static void AssertTight(IReadOnlyList<byte[]> proof, Func<IReadOnlyList<byte[]>, bool> verifies)
    {
        Assert.True(verifies(proof));
        Assert.False(verifies([.. proof, new byte[MerkleHash.Size]]));
        if (proof.Count > 0)
            Assert.False(verifies([.. proof.Skip(1)]));
        for (var bit = 0; bit < proof.Count * MerkleHash.Size * 8; bit++)
        {
            var altered = proof.Select(hash => (byte[])hash.Clone()).ToArray();
            altered[bit / 256][bit % 256 / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(verifies(altered));
        }
    }

    private static bool Verify(JsonElement vector)
    {
        byte[] Bytes(string name) => vector.GetProperty(name).GetString() is { } text ? Convert.FromBase64String(text) : [];
        long Number(string name) => vector.GetProperty(name).TryGetInt64(out var number) ? number : -1;
        byte[][] proof = vector.GetProperty("proof").ValueKind == JsonValueKind.Null
            ? []
            : [.. vector.GetProperty("proof").EnumerateArray().Select(hash => Convert.FromBase64String(hash.GetString()!))];
        return vector.GetProperty("kind").GetString() == "inclusion"
            ? MerkleProof.VerifyInclusion(Bytes("leafHash"), Number("leafIdx"), Number("treeSize"), Bytes("root"), proof)
            : MerkleProof.VerifyConsistency(Number("size1"), Number("size2"), Bytes("root1"), Bytes("root2"), proof);
    }

    private static MerkleTree Build(int size)
    {
        var tree = new MerkleTree();
        foreach (var leaf in Leaves.AsSpan(0, size))
            tree.Append(leaf);
        return tree;
    }
}
