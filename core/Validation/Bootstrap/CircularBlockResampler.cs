using Serverless.Core.Randomness;

namespace Serverless.Core.Validation.Bootstrap;

/// <summary>
/// Circular block bootstrap (Politis and Romano, 1992): ⌈n ÷ length⌉ blocks whose starts are uniform on 0 … n − 1, which wrap from the
/// last observation to the first, joined and cut to n.
/// </summary>
/// <param name="blockLength">Length of a block, at least 1.</param>
public sealed class CircularBlockResampler(int blockLength) : IResampler
{
    private readonly int blockLength = BlockLength.AtLeastOne(blockLength);

    /// <inheritdoc/>
    public void Fill(SeededRandom random, Span<int> indices)
    {
        ArgumentNullException.ThrowIfNull(random);
        for (var i = 0; i < indices.Length; i += blockLength)
            indices[i] = random.NextInt(indices.Length);
        Expand(indices);
    }

    /// <summary>Completes blocks of which only the starts are given, each where its block begins.</summary>
    internal void Expand(Span<int> indices)
    {
        for (var i = 0; i < indices.Length; i++)
        {
            if (i % blockLength != 0)
                indices[i] = indices[i - 1] + 1 == indices.Length ? 0 : indices[i - 1] + 1;
        }
    }
}
