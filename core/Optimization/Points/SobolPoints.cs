using System.Globalization;
using Serverless.Core.Randomness;

namespace Serverless.Core.Optimization.Points;

/// <summary>
/// The Sobol sequence, scrambled after Owen (1995) by the hash of Laine and Karras (2011) in the form of Burley (2020): other seeds give
/// other points that fill the cube as evenly.
/// </summary>
public sealed class SobolPoints : IPointSource
{
    private readonly uint[] seeds;

    /// <summary>Starts a sequence.</summary>
    /// <param name="seed">Seed of the scrambling.</param>
    /// <param name="dimensions">Number of dimensions, 1 … <see cref="SobolSequence.MaxDimensions"/>.</param>
    /// <exception cref="ArgumentException">There are more dimensions than direction numbers.</exception>
    public SobolPoints(long seed, int dimensions)
    {
        if (dimensions > SobolSequence.MaxDimensions)
        {
            throw new ArgumentException(
                $"The Sobol sequence has direction numbers for {SobolSequence.MaxDimensions} parameters, not for {dimensions}: draw a Latin hypercube instead.",
                nameof(dimensions));
        }

        var random = new SeededRandom(seed);
        seeds = [.. Enumerable.Range(0, dimensions).Select(dimension =>
            (uint)random.Fork(string.Create(CultureInfo.InvariantCulture, $"sobol {dimension}")).NextInt(int.MaxValue))];
    }

    /// <inheritdoc/>
    public bool TryDraw(long index, Span<double> point)
    {
        if (index > uint.MaxValue)
            return false;
        for (var i = 0; i < point.Length; i++)
            point[i] = Scramble(SobolSequence.Coordinate((uint)index, i), seeds[i]) * (1.0 / (1L << 32));
        return true;
    }

    // A hash in which a bit depends on lower bits alone, applied to the reversed fraction: there, on higher ones alone.
    private static uint Scramble(uint fraction, uint seed)
    {
        var x = Reverse(fraction) + seed;
        x ^= x * 0x6c50b47cu;
        x ^= x * 0xb82f1e52u;
        x ^= x * 0xc7afe638u;
        x ^= x * 0x8d22f6e6u;
        return Reverse(x);
    }

    private static uint Reverse(uint x)
    {
        x = ((x >> 1) & 0x55555555u) | ((x & 0x55555555u) << 1);
        x = ((x >> 2) & 0x33333333u) | ((x & 0x33333333u) << 2);
        x = ((x >> 4) & 0x0F0F0F0Fu) | ((x & 0x0F0F0F0Fu) << 4);
        return System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(x);
    }
}
