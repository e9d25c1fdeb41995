using Serverless.Core.Metrics;
using Serverless.Core.Randomness;
using Serverless.Core.Validation.Bootstrap;
using Serverless.Core.Validation.Hypotheses;

namespace Serverless.Core.Validation.Comparison;

/// <summary>
/// Whether two strategies have the same Sharpe ratio, from their returns over the same periods. The statistic is the difference of the ratios per period,
/// first less second, ÷ its standard error. No p-value below ten periods, or when a series or the difference does not vary.
/// </summary>
public static class SharpeComparison
{
    private const int FewestPeriods = 10;
    private const double NoVariance = 1e-12;

    /// <summary>
    /// Jobson and Korkie (1981), as corrected by Memmel (2003): variance (2 − 2 ρ + ½ (SR₁² + SR₂² − 2 SR₁ SR₂ ρ²)) ÷ n. For returns that are normal and independent over time.
    /// </summary>
    public static HypothesisResult JobsonKorkieMemmel(ReadOnlySpan<double> first, ReadOnlySpan<double> second, Alternative alternative = Alternative.TwoSided)
    {
        const string Name = "Sharpe difference (Jobson-Korkie-Memmel)";
        if (Ratios(first, second) is not var (left, right) || Correlations.Pearson(first, second) is not { } rho)
            return Undefined(Name, first.Length, alternative);
        var variance = 2 - (2 * rho) + (((left * left) + (right * right) - (2 * left * right * rho * rho)) / 2);
        return variance < NoVariance
            ? Undefined(Name, first.Length, alternative)
            : ZTest.Result(Name, left - right, Math.Sqrt(variance / first.Length), first.Length, alternative);
    }

    /// <summary>
    /// Normal test with a standard error that holds for returns of any distribution that depend on each other over time (Ledoit and Wolf, 2008, section 3.1, with the kernel of
    /// Newey and West). It rejects too often in small samples: use <see cref="LedoitWolf"/> there.
    /// </summary>
    public static HypothesisResult Robust(ReadOnlySpan<double> first, ReadOnlySpan<double> second, Alternative alternative = Alternative.TwoSided)
    {
        const string Name = "Sharpe difference (HAC)";
        return Difference(first, second) is var (difference, error)
            ? ZTest.Result(Name, difference, error, first.Length, alternative)
            : Undefined(Name, first.Length, alternative);
    }

    /// <summary>
    /// Studentised circular block bootstrap (Ledoit and Wolf, 2008, section 3.2), two-sided: p = (1 + number of replications whose |difference − observed one| ÷ standard error
    /// is at least the observed) ÷ (1 + replications). The standard error of the sample is that of <see cref="Robust"/>, that of a replication comes from its blocks.
    /// </summary>
    /// <param name="first">Returns of the first strategy.</param>
    /// <param name="second">Returns of the second over the same periods.</param>
    /// <param name="settings">Number of replications and seed.</param>
    /// <param name="blockLength">Block length; null for the larger of the two that <see cref="BlockLength.Estimate"/> finds, at most n ÷ 4.</param>
    public static HypothesisResult LedoitWolf(double[] first, double[] second, BootstrapSettings settings, int? blockLength = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        const string Name = "Sharpe difference (Ledoit-Wolf)";
        if (Difference(first, second) is not var (difference, error))
            return Undefined(Name, first?.Length ?? 0, Alternative.TwoSided);
        var block = blockLength ?? Math.Clamp(Longest(first, second), 1, first.Length / 4);
        var reached = new bool[settings.Replications];
        var observed = Math.Abs(difference / error);
        Replications.Run(
            new CircularBlockResampler(block), first.Length, settings, () => (new double[first.Length], new double[first.Length]), (replication, indices, buffers) =>
            {
                var (x, y) = buffers;
                for (var t = 0; t < indices.Length; t++)
                    (x[t], y[t]) = (first[indices[t]], second[indices[t]]);
                // A resampled series that does not vary is as extreme as can be: it cannot speak against the null hypothesis.
                reached[replication] = Studentised(x, y, difference, block) is not { } distance || distance >= observed;
            });
        var p = (1.0 + reached.Count(reaches => reaches)) / (1 + settings.Replications);
        return new HypothesisResult($"{Name}, blocks of {block}", difference / error, p, first.Length);
    }

    private static int Longest(double[] first, double[] second) =>
        (int)Math.Ceiling(Math.Max(BlockLength.Estimate(first).Circular, BlockLength.Estimate(second).Circular));

    private static HypothesisResult Undefined(string name, int periods, Alternative alternative) => HypothesisResult.Without(
        name, periods, alternative, periods < FewestPeriods ? "Too few periods: at least ten." : "The returns, or their difference, do not vary.");

    // Sharpe ratios per period, with the population deviation: the functions of moments that the delta method is applied to.
    private static (double Left, double Right)? Ratios(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        Observations.RequireSameLength(first, second, nameof(first), nameof(second));
        var (left, right) = TTest.Moments(first, second);
        return first.Length >= FewestPeriods && left.Varies && right.Varies
            ? (left.Mean / Math.Sqrt(left.Second), right.Mean / Math.Sqrt(right.Second))
            : null;
    }

    private static (double Difference, double Error)? Difference(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (Ratios(first, second) is not var (left, right))
            return null;
        var variance = SharpeInfluence.LongRunVariance(Influence(first, second));
        return variance < NoVariance ? null : (left - right, Math.Sqrt(variance / first.Length));
    }

    private static double[] Influence(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double[] difference = SharpeInfluence.Of(first), other = SharpeInfluence.Of(second);
        for (var t = 0; t < difference.Length; t++)
            difference[t] -= other[t];
        return difference;
    }

    // |difference of the replication - that of the sample| ÷ its standard error, from sums of the influence over complete blocks.
    private static double? Studentised(double[] first, double[] second, double centre, int block)
    {
        if (Ratios(first, second) is not var (left, right))
            return null;
        var influence = Influence(first, second);
        var blocks = influence.Length / block;
        var squares = 0.0;
        for (var i = 0; i < blocks; i++)
        {
            var sum = 0.0;
            for (var t = i * block; t < (i + 1) * block; t++)
                sum += influence[t];
            squares += sum * sum / block;
        }

        var error = Math.Sqrt(squares / blocks / influence.Length);
        return error * error < NoVariance / influence.Length ? null : Math.Abs(left - right - centre) / error;
    }
}
