using System.Globalization;
using Serverless.Core.Randomness;

namespace Serverless.Core.Optimization.Points;

/// <summary>Independent uniform points.</summary>
/// <param name="seed">Seed of the sequence.</param>
public sealed class RandomPoints(long seed) : IPointSource
{
    private readonly SeededRandom random = new(seed);

    /// <inheritdoc/>
    public bool TryDraw(long index, Span<double> point)
    {
        var own = random.Fork(string.Create(CultureInfo.InvariantCulture, $"point {index}"));
        foreach (ref var coordinate in point)
            coordinate = own.NextDouble();
        return true;
    }
}
