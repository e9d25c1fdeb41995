using System.Numerics;

namespace Serverless.Core.Metrics;

/// <summary>Simple returns of an equity curve.</summary>
public static class EquityReturns
{
    /// <summary>Writes <c>result[i] = equity[i] ÷ equity[i − 1] − 1</c>, where the first follows <paramref name="initial"/>.</summary>
    /// <param name="initial">Equity before the first point; positive.</param>
    /// <param name="equity">Equity at each point; positive.</param>
    /// <param name="result">As long as <paramref name="equity"/>; may be the same memory.</param>
    public static void Compute(double initial, ReadOnlySpan<double> equity, Span<double> result)
    {
        // Backwards, so that a curve can be turned into returns in place.
        var end = equity.Length;
        for (; end > Vector<double>.Count; end -= Vector<double>.Count)
        {
            var first = end - Vector<double>.Count;
            var growth = new Vector<double>(equity[first..]) / new Vector<double>(equity[(first - 1)..]);
            (growth - Vector<double>.One).CopyTo(result[first..]);
        }

        for (var i = end - 1; i > 0; i--)
            result[i] = (equity[i] / equity[i - 1]) - 1;
        if (!equity.IsEmpty)
            result[0] = (equity[0] / initial) - 1;
    }
}
