using System.Numerics;
using Serverless.Core.Validation;

namespace Serverless.Core.Scoring.Evidence;

/// <summary>
/// Sum, sum of squares and maximum drawdown of the returns of every strategy along one history. Strategies lie side by side in the processor's
/// vectors and each is added up in the order of the days, so that the bits do not depend on the width of the vectors.
/// </summary>
internal sealed class PathFigures
{
    private readonly int width;
    private readonly double[] values; // day by day, filled up with strategies that do nothing

    public PathFigures(ReturnMatrix returns)
    {
        width = (returns.Strategies + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;
        values = new double[returns.Periods * width];
        for (var day = 0; day < returns.Periods; day++)
            returns.Row(day).CopyTo(values.AsSpan(day * width));
    }

    public Buffers CreateBuffers() => new(width);

    /// <summary>Follows all strategies through <paramref name="days"/>, in that order.</summary>
    public void Walk(ReadOnlySpan<int> days, Buffers figures)
    {
        // Only equity below the peak times the lowest ratio so far can lower that; by this much more than rounding takes away.
        var margin = new Vector<double>(1 + (4 * (Math.BitIncrement(1.0) - 1)));
        for (var k = 0; k < width; k += Vector<double>.Count)
        {
            Vector<double> sum = default, squares = default, equity = Vector<double>.One, peak = Vector<double>.One, lowest = Vector<double>.One;
            foreach (var day in days)
            {
                var value = new Vector<double>(values, (day * width) + k);
                sum += value;
                squares += value * value;
                equity *= Vector<double>.One + value;
                peak = Vector.Max(peak, equity);
                if (Vector.LessThanAny(equity, Vector.Min(peak * lowest * margin, peak)))
                    lowest = Vector.Min(lowest, equity / peak);
            }

            sum.CopyTo(figures.Sums, k);
            squares.CopyTo(figures.Squares, k);
            (Vector<double>.One - lowest).CopyTo(figures.Depths, k);
        }
    }

    /// <summary>The figures, strategy by strategy; those after the last strategy mean nothing.</summary>
    internal sealed class Buffers(int width)
    {
        public double[] Sums { get; } = new double[width];

        public double[] Squares { get; } = new double[width];

        /// <summary>Largest 1 − equity ÷ highest equity so far, the start included.</summary>
        public double[] Depths { get; } = new double[width];
    }
}
