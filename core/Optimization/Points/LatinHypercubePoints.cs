using System.Globalization;
using Serverless.Core.Randomness;

namespace Serverless.Core.Optimization.Points;

/// <summary>
/// Designs of <paramref name="size"/> points each (McKay, Beckman and Conover, 1979): cut any dimension into <paramref name="size"/> equal
/// parts, and every part holds one point of the design. Not thread-safe.
/// </summary>
/// <param name="seed">Seed of the sequence.</param>
/// <param name="size">Points of a design; at least 1.</param>
public sealed class LatinHypercubePoints(long seed, int size) : IPointSource
{
    private readonly SeededRandom random = new(seed);
    private (long Number, double[][] Columns) design = (-1, []);

    /// <inheritdoc/>
    public bool TryDraw(long index, Span<double> point)
    {
        var number = index / size;
        if (design.Number != number || design.Columns.Length != point.Length)
            design = (number, [.. Enumerable.Range(0, point.Length).Select(dimension => Column(number, dimension))]);
        for (var i = 0; i < point.Length; i++)
            point[i] = design.Columns[i][index % size];
        return true;
    }

    private double[] Column(long number, int dimension)
    {
        var own = random.Fork(string.Create(CultureInfo.InvariantCulture, $"design {number} dimension {dimension}"));
        var column = new double[size];
        for (var i = 0; i < size; i++)
        {
            // Fisher and Yates, inside out.
            var place = own.NextInt(i + 1);
            column[i] = column[place];
            column[place] = i;
        }

        for (var i = 0; i < size; i++)
            column[i] = (column[i] + own.NextDouble()) / size;
        return column;
    }
}
