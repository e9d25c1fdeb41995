using Serverless.Core.Metrics;

namespace Serverless.Core.Validation.Bootstrap;

/// <summary>
/// Block lengths that minimise the mean squared error of the bootstrap variance of the mean (Politis and White, 2004, with the
/// correction of Patton, Politis and White, 2009).
/// </summary>
/// <param name="Stationary">Mean length for <see cref="StationaryResampler"/>, as estimated: below 1 means no dependence was found.</param>
/// <param name="Circular">Length for <see cref="CircularBlockResampler"/> and <see cref="MovingBlockResampler"/>, as estimated.</param>
public readonly record struct BlockLength(double Stationary, double Circular)
{
    private const int FewestObservations = 8;

    /// <summary>A stationary bootstrap with this mean length, at least 1.</summary>
    public StationaryResampler ToStationary() => new(Math.Max(1, Stationary));

    /// <summary>A circular block bootstrap with this length, rounded up.</summary>
    public CircularBlockResampler ToCircular() => new((int)Math.Ceiling(Math.Max(1, Circular)));

    /// <summary>
    /// Estimates the lengths from the flat-top weighted autocovariances up to twice the lag after which five autocorrelations in a row
    /// (more for huge samples) are below 2 √(log₁₀ n ÷ n); at most min(3 √n, n ÷ 3). Both are 1 for fewer than eight observations, or when they do not vary.
    /// </summary>
    /// <param name="series">Observations in order of time, finite.</param>
    public static BlockLength Estimate(ReadOnlySpan<double> series)
    {
        var n = series.Length;
        if (n < FewestObservations || !ReturnMoments.Of(series).Varies)
            return new BlockLength(1, 1);
        var deviations = Centre(series);
        var insignificant = Math.Max(5, (int)Math.Log10(n));
        var lags = Math.Min((int)Math.Ceiling(Math.Sqrt(n)) + insignificant, n - 2);
        var critical = 2 * Math.Sqrt(Math.Log10(n) / n);
        var covariances = new double[lags + 1];
        int run = 0, bandwidth = lags;
        var found = false;
        double later = Dot(deviations, deviations), earlier = later;
        for (var lag = 0; lag <= lags; lag++)
        {
            covariances[lag] = Dot(deviations.AsSpan(lag), deviations.AsSpan(0, n - lag)) / n;
            if (lag >= insignificant && run >= insignificant && !found)
                (bandwidth, found) = (Math.Min(2 * Math.Max(lag - insignificant, 1), lags), true);
            later -= deviations[lag] * deviations[lag];
            earlier -= deviations[n - lag - 1] * deviations[n - lag - 1];
            var scale = Math.Sqrt(Math.Max(0, later) * Math.Max(0, earlier));
            run = Math.Abs(covariances[lag]) * n < critical * scale ? run + 1 : 0;
        }

        double slope = 0, variance = covariances[0];
        for (var lag = 1; lag <= bandwidth; lag++)
        {
            var weight = 2 * Math.Min(1, 2 * (1 - ((double)lag / bandwidth)));
            slope += weight * lag * covariances[lag];
            variance += weight * covariances[lag];
        }

        var longest = Math.Ceiling(Math.Min(3 * Math.Sqrt(n), n / 3.0));
        return new BlockLength(
            Optimum(slope * slope / (variance * variance), n, longest), Optimum(1.5 * slope * slope / (variance * variance), n, longest));
    }

    internal static int AtLeastOne(int length) => length >= 1
        ? length
        : throw new ArgumentOutOfRangeException(nameof(length), length, "The block length must be at least 1.");

    private static double Optimum(double ratio, int n, double longest) =>
        double.IsNaN(ratio) ? 1 : Math.Min(Math.Cbrt(ratio * n), longest);

    private static double[] Centre(ReadOnlySpan<double> series)
    {
        var mean = 0.0;
        foreach (var value in series)
            mean += value / series.Length;
        var result = new double[series.Length];
        for (var i = 0; i < result.Length; i++)
            result[i] = series[i] - mean;
        return result;
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
            sum += left[i] * right[i];
        return sum;
    }
}
