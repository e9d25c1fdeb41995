using Serverless.Core.Randomness;

namespace Serverless.Core.Validation.Bootstrap;

/// <summary>
/// Stationary bootstrap (Politis and Romano, 1994): blocks of geometric length with the given mean, starts uniform on 0 … n − 1,
/// wrapping from the last observation to the first. The resampled series is stationary, given the sample.
/// </summary>
/// <param name="meanBlockLength">Mean length 1 ÷ p of a block, at least 1; with 1 it is <see cref="IndependentResampler"/>.</param>
public sealed class StationaryResampler(double meanBlockLength) : IResampler
{
    private const int Continue = -1;

    private readonly double restart = meanBlockLength >= 1 && double.IsFinite(meanBlockLength)
        ? 1 / meanBlockLength
        : throw new ArgumentOutOfRangeException(nameof(meanBlockLength), meanBlockLength, "The mean block length must be at least 1.");

    /// <inheritdoc/>
    public void Fill(SeededRandom random, Span<int> indices)
    {
        ArgumentNullException.ThrowIfNull(random);
        for (var i = 0; i < indices.Length; i++)
            indices[i] = i == 0 || random.NextDouble() < restart ? random.NextInt(indices.Length) : Continue;
        Expand(indices);
    }

    /// <summary>Completes blocks of which only the starts are given; −1 continues a block.</summary>
    internal static void Expand(Span<int> indices)
    {
        for (var i = 1; i < indices.Length; i++)
        {
            if (indices[i] == Continue)
                indices[i] = indices[i - 1] + 1 == indices.Length ? 0 : indices[i - 1] + 1;
        }
    }
}
