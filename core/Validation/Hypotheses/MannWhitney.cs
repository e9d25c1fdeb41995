using Serverless.Core.Metrics;

namespace Serverless.Core.Validation.Hypotheses;

/// <summary>
/// Mann-Whitney U (Wilcoxon rank sum): whether x tends to be greater than y. The statistic is U of x: the pairs with x &gt; y, plus half of those
/// that are equal. U ÷ (n₁ n₂) is the probability that x is greater.
/// </summary>
public static class MannWhitney
{
    private const int LargestExactProduct = 10_000;
    private const string ExactName = "Mann-Whitney U (exact)";
    private const string AsymptoticName = "Mann-Whitney U (asymptotic)";

    /// <summary>Exact where there are no ties and n₁ n₂ is at most 10,000; asymptotic with continuity correction otherwise.</summary>
    public static HypothesisResult Test(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Alternative alternative = Alternative.TwoSided) =>
        Rank(x, y).Ties == 0 && (long)x.Length * y.Length <= LargestExactProduct ? Exact(x, y, alternative) : Asymptotic(x, y, alternative);

    /// <summary>By counting all orders; no p-value where values are equal. Time and memory grow with n₁² n₂.</summary>
    public static HypothesisResult Exact(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Alternative alternative = Alternative.TwoSided)
    {
        var (u, ties) = Rank(x, y);
        int count = x.Length + y.Length, product = x.Length * y.Length;
        if (x.IsEmpty || y.IsEmpty)
            return HypothesisResult.Without(ExactName, count, alternative, "Too few observations.");
        if (ties > 0)
            return HypothesisResult.Without(ExactName, count, alternative, "Equal values: the exact distribution does not hold.", u);
        var cumulative = Cumulative(x.Length, y.Length);
        // Sums of shares: rounding can leave a little more than all of them.
        double greater = Math.Min(1, cumulative[product - (int)u]), less = Math.Min(1, cumulative[(int)u]);
        var p = alternative switch
        {
            Alternative.Greater => greater,
            Alternative.Less => less,
            _ => Math.Min(1, 2 * Math.Min(greater, less)),
        };
        return new HypothesisResult(ExactName, u, p, count, alternative);
    }

    /// <summary>By the normal distribution with the variance corrected for ties; no p-value when all values are equal.</summary>
    /// <param name="x">First sample.</param>
    /// <param name="y">Second sample.</param>
    /// <param name="alternative">The alternative.</param>
    /// <param name="continuity">Whether U is moved by ½ towards its mean.</param>
    public static HypothesisResult Asymptotic(
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, Alternative alternative = Alternative.TwoSided, bool continuity = true)
    {
        var (u, ties) = Rank(x, y);
        double n1 = x.Length, n2 = y.Length, n = n1 + n2;
        if (x.IsEmpty || y.IsEmpty)
            return HypothesisResult.Without(AsymptoticName, (int)n, alternative, "Too few observations.");
        var variance = n1 * n2 / 12 * (n + 1 - (ties / (n * (n - 1))));
        if (!(variance > 1e-9))
            return HypothesisResult.Without(AsymptoticName, (int)n, alternative, "All values are equal.", u);
        var excess = u - (n1 * n2 / 2);
        var correction = !continuity ? 0 : alternative switch
        {
            Alternative.Greater => 0.5,
            Alternative.Less => -0.5,
            _ => Math.Sign(excess) * 0.5,
        };
        return new HypothesisResult(AsymptoticName, u, ZTest.Normal((excess - correction) / Math.Sqrt(variance), alternative), (int)n, alternative);
    }

    // U of x by mid-ranks, and the sum of t³ − t over groups of t equal values.
    private static (double U, double Ties) Rank(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Observations.RequireFinite(x, nameof(x));
        Observations.RequireFinite(y, nameof(y));
        double[] values = [.. x, .. y];
        var isFirst = new bool[values.Length];
        isFirst.AsSpan(0, x.Length).Fill(true);
        Array.Sort(values, isFirst);
        double rankSum = 0, ties = 0;
        for (int start = 0, end; start < values.Length; start = end)
        {
            for (end = start; end < values.Length && values[end] == values[start]; end++)
            {
            }

            double size = end - start, rank = (start + 1 + end) / 2.0;
            ties += (size * size * size) - size;
            for (var i = start; i < end; i++)
                rankSum += isFirst[i] ? rank : 0;
        }

        return (rankSum - (x.Length * (x.Length + 1.0) / 2), ties);
    }

    // P(U <= u). The number of orders with given U has the generating function of the Gaussian binomial coefficient: multiply by
    // (1 - q^(n2 + i)) and divide by (1 - q^i), scaled so that the sum is 1 after each step.
    private static double[] Cumulative(int n1, int n2)
    {
        var (few, many) = (Math.Min(n1, n2), Math.Max(n1, n2));
        var counts = new double[(n1 * n2) + 1];
        counts[0] = 1;
        for (var i = 1; i <= few; i++)
        {
            var shift = many + i;
            for (var u = counts.Length - 1; u >= shift; u--)
                counts[u] -= counts[u - shift];
            for (var u = i; u < counts.Length; u++)
                counts[u] += counts[u - i];
            var scale = (double)i / shift;
            for (var u = 0; u < counts.Length; u++)
                counts[u] *= scale;
        }

        for (var u = 1; u < counts.Length; u++)
            counts[u] += counts[u - 1];
        return counts;
    }
}
