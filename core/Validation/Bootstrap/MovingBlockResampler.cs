using Serverless.Core.Randomness;

namespace Serverless.Core.Validation.Bootstrap;

/// <summary>
/// Moving block bootstrap (Künsch, 1989): ⌈n ÷ length⌉ blocks whose starts are uniform on 0 … n − length, joined and cut to n. It does
/// not wrap, so first and last observations are drawn less often and the expectation of the mean is not the sample mean.
/// </summary>
/// <param name="blockLength">Length of a block, at least 1; a sample that is shorter is one block.</param>
public sealed class MovingBlockResampler(int blockLength) : IResampler
{
    private readonly int blockLength = BlockLength.AtLeastOne(blockLength);

    /// <inheritdoc/>
    public void Fill(SeededRandom random, Span<int> indices)
    {
        ArgumentNullException.ThrowIfNull(random);
        var starts = indices.Length - Math.Min(blockLength, indices.Length) + 1;
        for (var i = 0; i < indices.Length; i += blockLength)
            indices[i] = random.NextInt(starts);
        Expand(indices);
    }

    /// <summary>Completes blocks of which only the starts are given, each where its block begins.</summary>
    internal void Expand(Span<int> indices)
    {
        for (var i = 0; i < indices.Length; i++)
        {
            if (i % blockLength != 0)
                indices[i] = indices[i - 1] + 1;
        }
    }
}
