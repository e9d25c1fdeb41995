using System.Numerics;

namespace Serverless.Core.Validation.MultipleTesting;

/// <summary>
/// ω: the standard deviation of <c>√n · mean</c> of a dependent series, by the kernel that the stationary bootstrap implies (Politis and
/// Romano, 1994; Hansen, 2005): <c>ω² = γ₀ + 2·∑κ(i)·γᵢ</c>, <c>κ(i) = (1 − i/n)(1 − p)^i + (i/n)(1 − p)^(n − i)</c>, with autocovariances γ of
/// divisor n and p = 1 ÷ block length.
/// </summary>
public sealed class LongRunDeviation
{
    private const double Negligible = 1e-16;

    // Lags whose covariances are added up side by side, as many as hide the time that an addition takes.
    private static readonly int Together = 4 * Vector<double>.Count;

    private readonly double[] weights;

    /// <param name="length">n: number of values, at least 1.</param>
    /// <param name="blockLength">Mean block length in periods, at least 1; 1 for independent values.</param>
    public LongRunDeviation(int length, double blockLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        if (!(blockLength >= 1) || double.IsInfinity(blockLength))
            throw new ArgumentOutOfRangeException(nameof(blockLength), blockLength, "The mean block length must be at least 1.");
        weights = new double[length];
        var stay = 1 - (1 / blockLength);
        for (var lag = 1; lag < length; lag++)
            weights[lag] = ((1 - ((double)lag / length)) * Math.Pow(stay, lag)) + ((double)lag / length * Math.Pow(stay, length - lag));
    }

    /// <summary>ω of one series; 0 when it does not vary. The bits do not depend on the width of the processor's vectors.</summary>
    /// <param name="series">n values.</param>
    public double Of(ReadOnlySpan<double> series)
    {
        var n = weights.Length;
        if (series.Length != n)
            throw new ArgumentException($"The series has {series.Length} values instead of {n}.", nameof(series));
        var moments = Metrics.ReturnMoments.Of(series);
        if (!moments.Varies)
            return 0;
        var deviations = new double[n];
        var backwards = new double[n + Together]; // a lag longer than the past meets zeros
        for (var t = 0; t < n; t++)
            deviations[t] = backwards[n - 1 - t] = series[t] - moments.Mean;
        var variance = moments.Second;
        var covariances = new double[Together];
        for (var first = 1; first < n; first += Together)
        {
            var lags = weights.AsSpan(first, Math.Min(Together, n - first));
            if (!lags.ContainsAnyInRange(Negligible, double.MaxValue))
                continue;
            AddUp(deviations, backwards, first, covariances);
            for (var i = 0; i < lags.Length; i++)
            {
                if (lags[i] >= Negligible)
                    variance += 2 * lags[i] * covariances[i] / n;
            }
        }

        // A variance of a bootstrap distribution; only rounding can take it below 0.
        return Math.Sqrt(Math.Max(0, variance));
    }

    // Each lag's products in order of time.
    private static void AddUp(double[] deviations, double[] backwards, int first, double[] covariances)
    {
        Vector<double> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        for (var t = first; t < deviations.Length; t++)
        {
            var now = new Vector<double>(deviations[t]);
            var past = backwards.AsSpan(deviations.Length - 1 - t + first, Together);
            sum0 += now * new Vector<double>(past);
            sum1 += now * new Vector<double>(past[Vector<double>.Count..]);
            sum2 += now * new Vector<double>(past[(2 * Vector<double>.Count)..]);
            sum3 += now * new Vector<double>(past[(3 * Vector<double>.Count)..]);
        }

        sum0.CopyTo(covariances);
        sum1.CopyTo(covariances, Vector<double>.Count);
        sum2.CopyTo(covariances, 2 * Vector<double>.Count);
        sum3.CopyTo(covariances, 3 * Vector<double>.Count);
    }
}
