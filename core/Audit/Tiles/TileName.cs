namespace Serverless.Core.Audit.Tiles;

/// <summary>
/// A tile of a log's Merkle tree: up to 256 hashes in a row, of complete subtrees with <c>2^(8 · Level)</c> leaves each. Full tiles never
/// change; one at the right edge is stored anew for each width that a checkpoint needs.
/// </summary>
/// <param name="Level">Height in tiles; 0 holds entry hashes.</param>
/// <param name="Index">Its place among those of its level, from 0.</param>
/// <param name="Width">Number of hashes, 1 … 256.</param>
public readonly record struct TileName(int Level, long Index, int Width)
{
    /// <summary>Hashes of a full tile.</summary>
    public const int Full = 256;

    /// <summary>Levels of the tree that a tile spans.</summary>
    public const int Height = 8;
}
