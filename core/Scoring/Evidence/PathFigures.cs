using System.Numerics;
using Serverless.Core.Validation;

namespace Serverless.Core.Scoring.Evidence;

/// <summary>
/// Sum, sum of squares and maximum drawdown of the returns of every strategy along one history. Strategies lie side by side in the processor's
/// vectors and each is added up in the order of the days, so that the bits do not depend on the width of the vectors.
/// </summary>
internal sealed class PathFigures
{
    // One strategy's next day waits for its last: two vectors side by side fill the time.
    private static readonly int Together = 2 * Vector<double>.Count;

    private readonly int width;
    private readonly double[] values; // by as many strategies as are walked together, then day by day; filled up with strategies that do nothing

    public PathFigures(ReturnMatrix returns)
    {
        width = (returns.Strategies + Together - 1) / Together * Together;
        values = new double[returns.Periods * width];
        for (var day = 0; day < returns.Periods; day++)
        {
            var row = returns.Row(day);
            for (var k = 0; k < row.Length; k += Together)
                row[k..Math.Min(k + Together, row.Length)].CopyTo(values.AsSpan((k * returns.Periods) + (day * Together)));
        }
    }

    public Buffers CreateBuffers() => new(width);

    /// <summary>Follows all strategies through <paramref name="days"/>, in that order.</summary>
    public void Walk(ReadOnlySpan<int> days, Buffers figures)
    {
        // Only equity below the peak times the lowest ratio so far can lower that; by this much more than rounding takes away.
        var margin = new Vector<double>(1 + (4 * (Math.BitIncrement(1.0) - 1)));
        for (int k = 0, next = Vector<double>.Count; k < width; k += Together, next += Together)
        {
            var together = values.AsSpan(k * (values.Length / width), Together * (values.Length / width));
            Vector<double> sum0 = default, squares0 = default, equity0 = Vector<double>.One, peak0 = Vector<double>.One, lowest0 = Vector<double>.One;
            Vector<double> sum1 = default, squares1 = default, equity1 = Vector<double>.One, peak1 = Vector<double>.One, lowest1 = Vector<double>.One;
            foreach (var day in days)
            {
                var value0 = new Vector<double>(together[(day * Together)..]);
                var value1 = new Vector<double>(together[((day * Together) + Vector<double>.Count)..]);
                sum0 += value0;
                sum1 += value1;
                squares0 += value0 * value0;
                squares1 += value1 * value1;
                equity0 *= Vector<double>.One + value0;
                equity1 *= Vector<double>.One + value1;
                peak0 = Vector.Max(peak0, equity0);
                peak1 = Vector.Max(peak1, equity1);
                if (Vector.LessThanAny(equity0, Vector.Min(peak0 * lowest0 * margin, peak0)))
                    lowest0 = Vector.Min(lowest0, equity0 / peak0);
                if (Vector.LessThanAny(equity1, Vector.Min(peak1 * lowest1 * margin, peak1)))
                    lowest1 = Vector.Min(lowest1, equity1 / peak1);
            }

            sum0.CopyTo(figures.Sums, k);
            sum1.CopyTo(figures.Sums, next);
            squares0.CopyTo(figures.Squares, k);
            squares1.CopyTo(figures.Squares, next);
            (Vector<double>.One - lowest0).CopyTo(figures.Depths, k);
            (Vector<double>.One - lowest1).CopyTo(figures.Depths, next);
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
