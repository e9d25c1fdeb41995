using System.Numerics;

namespace Parquet.Columns;

/// <summary>Floating-point numbers: NaN is left out, and a bound of zero covers both zeros, as the format demands.</summary>
internal sealed class FloatingOrder<T>() : ValueOrder<T>((x, y) => x.CompareTo(y))
    where T : IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override bool TryBounds(ReadOnlySpan<T> values, out T min, out T max)
    {
        min = T.PositiveInfinity;
        max = T.NegativeInfinity;
        foreach (var value in values)
        {
            if (value < min)
                min = value;
            if (value > max)
                max = value;
        }

        if (T.IsZero(min))
            min = T.NegativeZero;
        if (T.IsZero(max))
            max = T.Zero;
        return min <= max;
    }
}
