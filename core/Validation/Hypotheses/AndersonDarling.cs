using Serverless.Core.Metrics;
using Serverless.Core.Metrics.Distributions;

namespace Serverless.Core.Validation.Hypotheses;

/// <summary>Anderson-Darling tests, which look harder at the tails than Kolmogorov and Smirnov's. Large statistics speak against the null hypothesis.</summary>
public static class AndersonDarling
{
    private const int FewestForNormality = 8;

    /// <summary>
    /// Whether x comes from the normal distribution with this mean and deviation, both known and not estimated from x (case 0); p by Marsaglia and
    /// Marsaglia (2004), good to about 1e-5.
    /// </summary>
    public static HypothesisResult Normal(ReadOnlySpan<double> x, double mean, double deviation)
    {
        if (!(deviation > 0))
            throw new ArgumentOutOfRangeException(nameof(deviation), deviation, "A deviation is above 0.");
        Observations.RequireFinite(x, nameof(x));
        var n = x.Length;
        return n == 0
            ? HypothesisResult.Without("Anderson-Darling", 0, Alternative.Greater, "Too few observations.")
            : Result("Anderson-Darling", Statistic(x, mean, deviation), value => AndersonDarlingDistribution.Survival(n, value), n);
    }

    /// <summary>
    /// Whether x is normal with any mean and variance, which are estimated (case 3). The statistic is A² (1 + 0.75 ÷ n + 2.25 ÷ n²), p by D'Agostino and
    /// Stephens (1986, table 4.9). No p-value for fewer than eight observations, or when they do not vary.
    /// </summary>
    public static HypothesisResult Normality(ReadOnlySpan<double> x)
    {
        const string Name = "Anderson-Darling normality";
        Observations.RequireFinite(x, nameof(x));
        var moments = ReturnMoments.Of(x);
        if (x.Length < FewestForNormality)
            return HypothesisResult.Without(Name, x.Length, Alternative.Greater, "Too few observations: at least eight.");
        if (!moments.Varies)
            return HypothesisResult.Without(Name, x.Length, Alternative.Greater, "The observations do not vary.");
        double n = x.Length;
        var statistic = Statistic(x, moments.Mean, moments.Deviation!.Value) * (1 + (0.75 / n) + (2.25 / (n * n)));
        return Result(Name, statistic, AndersonDarlingDistribution.NormalitySurvival, x.Length);
    }

    /// <summary>
    /// Whether two or more samples come from the same distribution (Scholz and Stephens, 1987). The statistic is standardised: A² less its mean, k − 1, by its
    /// exact deviation; p from the limit distribution. No p-value when all values are equal, or below four in all.
    /// </summary>
    /// <param name="samples">At least two, none empty.</param>
    /// <param name="midrank">
    /// Whether equal values count half (their equation 7), or the empirical distribution functions jump at them (equation 6).
    /// </param>
    public static HypothesisResult SameDistribution(IReadOnlyList<double[]> samples, bool midrank = true)
    {
        const string Name = "Anderson-Darling k-sample";
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples.Count, 2);
        for (var i = 0; i < samples.Count; i++)
            Observations.RequireFinite(samples[i], $"samples[{i}]");
        var count = samples.Sum(sample => sample.Length);
        if (count < 4 || samples.Any(sample => sample.Length == 0))
            return HypothesisResult.Without(Name, count, Alternative.Greater, "Too few observations.");
        if (samples.SelectMany(sample => sample).Distinct().Skip(1).FirstOrDefault(double.NaN) is double.NaN)
            return HypothesisResult.Without(Name, count, Alternative.Greater, "All values are equal.");
        var between = samples.Count - 1;
        var standardised = (BetweenSamples(samples, count, midrank) - between) / Math.Sqrt(Variance(samples, count));
        var limit = between + (standardised * AndersonDarlingDistribution.LimitDeviation(between));
        return new HypothesisResult(Name, standardised, AndersonDarlingDistribution.LimitSurvival(limit, between), count, Alternative.Greater);
    }

    private static HypothesisResult Result(string name, double statistic, Func<double, double> survival, int n) =>
        double.IsFinite(statistic)
            ? new HypothesisResult(name, statistic, survival(statistic), n, Alternative.Greater)
            : HypothesisResult.Without(name, n, Alternative.Greater, "The statistic is not finite.");

    // Logarithms of both tails: Φ itself would be 1 or 0 far out.
    private static double Statistic(ReadOnlySpan<double> x, double mean, double deviation)
    {
        double[] z = [.. x];
        Array.Sort(z);
        var sum = 0.0;
        for (var i = 0; i < z.Length; i++)
        {
            var low = StandardNormal.LogCumulative((z[i] - mean) / deviation);
            var high = StandardNormal.LogCumulative(-(z[z.Length - 1 - i] - mean) / deviation);
            sum += ((2 * i) + 1.0) * (low + high);
        }

        return -z.Length - (sum / z.Length);
    }

    private static double BetweenSamples(IReadOnlyList<double[]> samples, double n, bool midrank)
    {
        double[] pooled = [.. samples.SelectMany(sample => sample)];
        var owner = samples.SelectMany((sample, i) => Enumerable.Repeat(i, sample.Length)).ToArray();
        Array.Sort(pooled, owner);
        var below = new double[samples.Count];
        var equal = new double[samples.Count];
        var sums = new double[samples.Count];
        for (int start = 0, end; start < pooled.Length; start = end)
        {
            Array.Clear(equal);
            for (end = start; end < pooled.Length && pooled[end] == pooled[start]; end++)
                equal[owner[end]]++;
            double ties = end - start, share = midrank ? 0.5 : 1, rank = start + (share * ties);
            var denominator = (rank * (n - rank)) - (midrank ? n * ties / 4 : 0);
            for (var i = 0; i < sums.Length; i++)
            {
                var difference = (n * (below[i] + (share * equal[i]))) - (rank * samples[i].Length);
                sums[i] += denominator > 0 ? ties / n * difference * difference / denominator : 0;
                below[i] += equal[i];
            }
        }

        var statistic = sums.Select((sum, i) => sum / samples[i].Length).Sum();
        return midrank ? statistic * (n - 1) / n : statistic;
    }

    // Scholz and Stephens, equation 4: the variance of the statistic for N observations in k samples.
    private static double Variance(IReadOnlyList<double[]> samples, int count)
    {
        double n = count, k = samples.Count, inverse = samples.Sum(sample => 1.0 / sample.Length), h = 0, g = 0;
        for (var i = 1; i < count; i++)
        {
            if (i > 1)
                g += h / i;
            h += 1.0 / (count - i);
        }

        var a = (((4 * g) - 6) * (k - 1)) + ((10 - (6 * g)) * inverse);
        var b = (((2 * g) - 4) * k * k) + (8 * h * k) + (((2 * g) - (14 * h) - 4) * inverse) - (8 * h) + (4 * g) - 6;
        var c = (((6 * h) + (2 * g) - 2) * k * k) + (((4 * h) - (4 * g) + 6) * k) + (((2 * h) - 6) * inverse) + (4 * h);
        var d = (((2 * h) + 6) * k * k) - (4 * h * k);
        return ((a * n * n * n) + (b * n * n) + (c * n) + d) / ((n - 1) * (n - 2) * (n - 3));
    }
}
