namespace Serverless.Core.Audit.Merkle;

/// <summary>A complete subtree: the leaves from <c>Index · 2^Level</c> on, <c>2^Level</c> of them.</summary>
/// <param name="Level">Height; 0 is a leaf.</param>
/// <param name="Index">Its place among those of its height, from 0.</param>
public readonly record struct MerkleNode(int Level, long Index);
