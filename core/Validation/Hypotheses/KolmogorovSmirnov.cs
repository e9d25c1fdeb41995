using Serverless.Core.Metrics;

namespace Serverless.Core.Validation.Hypotheses;

/// <summary>
/// Kolmogorov-Smirnov tests of distributions. <see cref="Alternative.Greater"/> means that the distribution function of the (first) sample lies
/// above the other, so that its values are smaller; the statistic is then D⁺, for <see cref="Alternative.Less"/> D⁻.
/// </summary>
public static class KolmogorovSmirnov
{
    private const int LargestExactSample = 2_000;
    private const long LargestExactProduct = 1_000_000;

    /// <summary>
    /// Whether x comes from a distribution whose parameters are known, not estimated from x (with estimated ones p is far too large:
    /// see <see cref="AndersonDarling.Normality"/>). Exact up to 2,000 observations, asymptotic above.
    /// </summary>
    /// <param name="x">Independent observations.</param>
    /// <param name="cumulative">The continuous distribution function F, 0 … 1.</param>
    /// <param name="alternative">The alternative.</param>
    public static HypothesisResult OneSample(
        ReadOnlySpan<double> x, Func<double, double> cumulative, Alternative alternative = Alternative.TwoSided) =>
        OneSample(x, cumulative, alternative, x.Length <= LargestExactSample);

    /// <summary>As the other, with the choice between exact and asymptotic probabilities.</summary>
    public static HypothesisResult OneSample(ReadOnlySpan<double> x, Func<double, double> cumulative, Alternative alternative, bool exact)
    {
        ArgumentNullException.ThrowIfNull(cumulative);
        Observations.RequireFinite(x, nameof(x));
        var name = Name("One-sample Kolmogorov-Smirnov", exact);
        var n = x.Length;
        if (n == 0)
            return HypothesisResult.Without(name, 0, alternative, "Too few observations.");
        double[] sorted = [.. x];
        Array.Sort(sorted);
        double plus = 0, minus = 0;
        for (var i = 0; i < n; i++)
        {
            var f = cumulative(sorted[i]);
            plus = Math.Max(plus, ((i + 1.0) / n) - f);
            minus = Math.Max(minus, f - ((double)i / n));
        }

        var d = Statistic(plus, minus, alternative);
        if (!exact)
            return new HypothesisResult(name, d, Asymptotic(d, n, alternative), n, alternative);
        var p = alternative == Alternative.TwoSided ? KolmogorovDistribution.Survival(n, d) : KolmogorovDistribution.OneSidedSurvival(n, d);
        return new HypothesisResult(name, d, p, n, alternative);
    }

    /// <summary>
    /// Whether two samples come from the same distribution. Exact for n₁ n₂ up to 1,000,000, asymptotic above; the exact probability is that among
    /// all orders of the pooled values, and so holds with equal values too (Schröer and Trenkler, 1995).
    /// </summary>
    public static HypothesisResult TwoSample(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Alternative alternative = Alternative.TwoSided) =>
        TwoSample(x, y, alternative, (long)x.Length * y.Length <= LargestExactProduct);

    /// <summary>As the other, with the choice between exact and asymptotic probabilities.</summary>
    public static HypothesisResult TwoSample(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Alternative alternative, bool exact)
    {
        Observations.RequireFinite(x, nameof(x));
        Observations.RequireFinite(y, nameof(y));
        var name = Name("Two-sample Kolmogorov-Smirnov", exact);
        if (x.IsEmpty || y.IsEmpty)
            return HypothesisResult.Without(name, x.Length + y.Length, alternative, "Too few observations.");
        double[] pooled = [.. x, .. y];
        var isFirst = new bool[pooled.Length];
        isFirst.AsSpan(0, x.Length).Fill(true);
        Array.Sort(pooled, isFirst);

        // Differences of the two distribution functions as integers, times n1 n2; compared only past all equal values.
        long n1 = x.Length, n2 = y.Length, difference = 0, plus = 0, minus = 0;
        var stepEnds = new bool[pooled.Length + 1];
        for (var i = 0; i < pooled.Length; i++)
        {
            difference += isFirst[i] ? n2 : -n1;
            stepEnds[i + 1] = i + 1 == pooled.Length || pooled[i] != pooled[i + 1];
            if (stepEnds[i + 1])
                (plus, minus) = (Math.Max(plus, difference), Math.Max(minus, -difference));
        }

        var largest = alternative switch
        {
            Alternative.Greater => plus,
            Alternative.Less => minus,
            _ => Math.Max(plus, minus),
        };
        var d = (double)largest / n1 / n2;
        var p = exact ? Exact(largest, stepEnds, (int)n1, (int)n2, alternative) : Asymptotic(d, (double)n1 * n2 / (n1 + n2), alternative);
        return new HypothesisResult(name, d, p, pooled.Length, alternative);
    }

    private static string Name(string test, bool exact) => exact ? $"{test} (exact)" : $"{test} (asymptotic)";

    private static double Statistic(double plus, double minus, Alternative alternative) => alternative switch
    {
        Alternative.Greater => plus,
        Alternative.Less => minus,
        _ => Math.Max(plus, minus),
    };

    private static double Asymptotic(double d, double n, Alternative alternative) => alternative == Alternative.TwoSided
        ? KolmogorovDistribution.LimitSurvival(Math.Sqrt(n) * d)
        : Math.Exp(-2 * n * d * d);

    // The probability that a random order reaches the difference somewhere: paths through the grid (values of x so far, of y so far), each
    // taken out where it first does. Only sums of positive terms, so that small probabilities keep their digits.
    private static double Exact(long largest, bool[] stepEnds, int n1, int n2, Alternative alternative)
    {
        if (largest <= 0)
            return 1;
        double reached = 0;
        var row = new double[n2 + 1];
        for (var i = 0; i <= n1; i++)
        {
            for (var j = 0; j <= n2; j++)
            {
                var left = (double)(n1 + n2 - i - j + 1);
                var value = i == 0 && j == 0
                    ? 1
                    : (i == 0 ? 0 : row[j] * (n1 - i + 1) / left) + (j == 0 ? 0 : row[j - 1] * (n2 - j + 1) / left);
                var difference = ((long)i * n2) - ((long)j * n1);
                var reaches = stepEnds[i + j] && alternative switch
                {
                    Alternative.Greater => difference >= largest,
                    Alternative.Less => -difference >= largest,
                    _ => Math.Abs(difference) >= largest,
                };
                reached += reaches ? value : 0;
                row[j] = reaches ? 0 : value;
            }
        }

        return Math.Min(1, reached);
    }
}
