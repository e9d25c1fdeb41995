using Serverless.Core.Metrics;
using Serverless.Core.Metrics.Distributions;

namespace Serverless.Core.Validation.Hypotheses;

/// <summary>
/// Student's t tests of means, with sample variances (divisor n − 1). Observations are independent and nearly normal, or many. There is no
/// p-value for fewer than two observations of a sample, or when they do not vary.
/// </summary>
public static class TTest
{
    /// <summary>Whether the mean of x is <paramref name="mean"/>; n − 1 degrees of freedom.</summary>
    public static HypothesisResult OneSample(ReadOnlySpan<double> x, double mean = 0, Alternative alternative = Alternative.TwoSided)
    {
        Observations.RequireFinite(x, nameof(x));
        var moments = ReturnMoments.Of(x);
        return Result("One-sample t", moments.Mean - mean, StandardError(moments), moments.Count - 1, moments.Count, alternative);
    }

    /// <summary>Whether the mean of the differences x − y of pairs is 0; n − 1 degrees of freedom.</summary>
    public static HypothesisResult Paired(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Alternative alternative = Alternative.TwoSided)
    {
        Observations.RequireSameLength(x, y, nameof(x), nameof(y));
        var differences = new double[x.Length];
        for (var i = 0; i < differences.Length; i++)
            differences[i] = x[i] - y[i];
        return OneSample(differences, 0, alternative) with { Test = "Paired t" };
    }

    /// <summary>Whether two samples of equal variance have the same mean; n₁ + n₂ − 2 degrees of freedom.</summary>
    public static HypothesisResult Pooled(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Alternative alternative = Alternative.TwoSided)
    {
        var (left, right) = Moments(x, y);
        double n1 = left.Count, n2 = right.Count, degrees = n1 + n2 - 2;
        var variance = ((n1 * left.Second) + (n2 * right.Second)) / degrees;
        var error = left.Varies || right.Varies ? Math.Sqrt(variance * ((1 / n1) + (1 / n2))) : 0;
        return Result("Pooled t", left.Mean - right.Mean, n1 < 1 || n2 < 1 ? null : error, degrees, left.Count + right.Count, alternative);
    }

    /// <summary>Whether two samples have the same mean, whatever their variances (Welch, 1947; Satterthwaite's degrees of freedom).</summary>
    public static HypothesisResult Welch(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Alternative alternative = Alternative.TwoSided)
    {
        var (left, right) = Moments(x, y);
        double n1 = left.Count, n2 = right.Count;
        double? first = Variance(left) / n1, second = Variance(right) / n2, sum = first + second;
        var degrees = sum * sum / ((first * first / (n1 - 1)) + (second * second / (n2 - 1)));
        var error = sum is { } variance ? Math.Sqrt(variance) : (double?)null;
        return Result("Welch t", left.Mean - right.Mean, error, degrees ?? 0, left.Count + right.Count, alternative);
    }

    /// <summary>The interval that covers the mean with the given probability; null when there is no variance.</summary>
    public static ConfidenceInterval? Interval(ReadOnlySpan<double> x, double coverage = 0.95)
    {
        Observations.RequireFinite(x, nameof(x));
        var moments = ReturnMoments.Of(x);
        if (StandardError(moments) is not (> 0 and var error))
            return null;
        var half = StudentT.Quantile((1 + coverage) / 2, moments.Count - 1) * error;
        return new ConfidenceInterval(moments.Mean - half, moments.Mean + half);
    }

    internal static (ReturnMoments Left, ReturnMoments Right) Moments(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Observations.RequireFinite(x, nameof(x));
        Observations.RequireFinite(y, nameof(y));
        return (ReturnMoments.Of(x), ReturnMoments.Of(y));
    }

    /// <summary>Deviation ÷ √n; 0 without variation, null for fewer than two observations.</summary>
    internal static double? StandardError(in ReturnMoments moments) =>
        moments.Count < 2 ? null : moments.Varies ? moments.Deviation / Math.Sqrt(moments.Count) : 0;

    private static double? Variance(in ReturnMoments moments) => moments.Count < 2 ? null : moments.Varies ? moments.Deviation * moments.Deviation : 0;

    private static HypothesisResult Result(
        string test, double difference, double? error, double degrees, int observations, Alternative alternative)
    {
        if (error is not { } scale || degrees <= 0)
            return HypothesisResult.Without(test, observations, alternative, "Too few observations.");
        if (scale == 0)
            return HypothesisResult.Without(test, observations, alternative, "The observations do not vary.");
        var t = difference / scale;
        return new HypothesisResult(
            test, t, PValues.Symmetric(t, alternative, value => StudentT.Survival(value, degrees)), observations, alternative, degrees);
    }
}
