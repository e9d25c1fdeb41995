namespace Serverless.Core.Validation.MultipleTesting;

/// <summary>
/// ω: the standard deviation of <c>√n · mean</c> of a dependent series, by the kernel that the stationary bootstrap implies (Politis and
/// Romano, 1994; Hansen, 2005): <c>ω² = γ₀ + 2·∑κ(i)·γᵢ</c>, <c>κ(i) = (1 − i/n)(1 − p)^i + (i/n)(1 − p)^(n − i)</c>, with autocovariances γ of
/// divisor n and p = 1 ÷ block length.
/// </summary>
public static class LongRunDeviation
{
    private const double Negligible = 1e-16;

    /// <summary>ω of one series; 0 when it does not vary.</summary>
    /// <param name="series">At least one value.</param>
    /// <param name="blockLength">Mean block length in periods, at least 1; 1 for independent values.</param>
    public static double Of(ReadOnlySpan<double> series, double blockLength)
    {
        if (!(blockLength >= 1) || double.IsInfinity(blockLength))
            throw new ArgumentOutOfRangeException(nameof(blockLength), blockLength, "The mean block length must be at least 1.");
        var moments = Metrics.ReturnMoments.Of(series);
        if (!moments.Varies)
            return 0;
        var n = series.Length;
        var deviations = new double[n];
        for (var t = 0; t < n; t++)
            deviations[t] = series[t] - moments.Mean;
        var variance = moments.Second;
        var stay = 1 - (1 / blockLength);
        for (var lag = 1; lag < n; lag++)
        {
            var weight = ((1 - ((double)lag / n)) * Math.Pow(stay, lag)) + ((double)lag / n * Math.Pow(stay, n - lag));
            if (weight < Negligible)
                continue;
            var covariance = 0.0;
            for (var t = lag; t < n; t++)
                covariance += deviations[t] * deviations[t - lag];
            variance += 2 * weight * covariance / n;
        }

        // A variance of a bootstrap distribution; only rounding can take it below 0.
        return Math.Sqrt(Math.Max(0, variance));
    }
}
