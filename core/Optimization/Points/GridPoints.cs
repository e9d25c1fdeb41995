using Serverless.Core.Optimization.Space;

namespace Serverless.Core.Optimization.Points;

/// <summary>All combinations, the first dimension fastest; a continuum is taken at evenly spaced quantiles, both ends included.</summary>
public sealed class GridPoints : IPointSource
{
    private readonly Dimension[] dimensions;
    private readonly int levels;

    /// <summary>Lays the grid.</summary>
    /// <param name="space">The space.</param>
    /// <param name="levels">Values of a continuum; at least 2.</param>
    public GridPoints(SearchSpace space, int levels = 5)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 2);
        dimensions = [.. space.Dimensions];
        this.levels = levels;
    }

    /// <inheritdoc/>
    public bool TryDraw(long index, Span<double> point)
    {
        for (var i = 0; i < dimensions.Length; i++)
        {
            var count = dimensions[i].Count;
            var level = (int)(index % (count ?? levels));
            index /= count ?? levels;
            point[i] = count is null ? level / (levels - 1.0) : dimensions[i].QuantileAt(level);
        }

        return index == 0;
    }
}
