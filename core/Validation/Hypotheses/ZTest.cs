using Serverless.Core.Metrics;
using Serverless.Core.Metrics.Distributions;

namespace Serverless.Core.Validation.Hypotheses;

/// <summary>Tests of means by the normal distribution: for many observations, or a deviation that is known.</summary>
public static class ZTest
{
    /// <summary>Whether the mean of x is <paramref name="mean"/>.</summary>
    /// <param name="x">Independent observations.</param>
    /// <param name="mean">Mean of the null hypothesis.</param>
    /// <param name="alternative">The alternative.</param>
    /// <param name="deviation">The deviation of an observation where it is known; otherwise that of the sample (n − 1).</param>
    public static HypothesisResult OneSample(
        ReadOnlySpan<double> x, double mean = 0, Alternative alternative = Alternative.TwoSided, double? deviation = null)
    {
        Observations.RequireFinite(x, nameof(x));
        if (deviation is <= 0 or double.NaN)
            throw new ArgumentOutOfRangeException(nameof(deviation), deviation, "A known deviation is above 0.");
        var moments = ReturnMoments.Of(x);
        var error = deviation is { } known && moments.Count > 0 ? known / Math.Sqrt(moments.Count) : TTest.StandardError(moments);
        return Result("One-sample z", moments.Mean - mean, error, moments.Count, alternative);
    }

    /// <summary>Whether two samples of equal variance have the same mean; the variance is pooled (divisor n₁ + n₂ − 2).</summary>
    public static HypothesisResult TwoSample(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Alternative alternative = Alternative.TwoSided)
    {
        var t = TTest.Pooled(x, y, alternative);
        return t.Statistic is { } statistic
            ? t with { Test = "Two-sample z", PValue = Normal(statistic, alternative), DegreesOfFreedom = null }
            : t with { Test = "Two-sample z" };
    }

    internal static double Normal(double z, Alternative alternative) => PValues.Symmetric(z, alternative, StandardNormal.Survival);

    internal static HypothesisResult Result(string test, double difference, double? error, int observations, Alternative alternative) => error switch
    {
        null => HypothesisResult.Without(test, observations, alternative, "Too few observations."),
        0 => HypothesisResult.Without(test, observations, alternative, "The observations do not vary."),
        _ => new HypothesisResult(test, difference / error, Normal(difference / error.Value, alternative), observations, alternative),
    };
}
