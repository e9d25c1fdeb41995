using Serverless.Core.Metrics.Distributions;

namespace Serverless.Core.Metrics;

/// <summary>
/// Value at risk by the Cornish-Fisher expansion: the normal quantile corrected for population skewness S and excess kurtosis K, with
/// the population deviation ("modified" VaR of Favre and Galeano, 2002). Signs and α as in <see cref="TailRisk"/>.
/// </summary>
/// <param name="Quantile">z + (z² − 1) S ÷ 6 + (z³ − 3 z) K ÷ 24 − (2 z³ − 5 z) S² ÷ 36.</param>
/// <param name="ValueAtRisk">−(μ + quantile · σ).</param>
/// <param name="ConditionalValueAtRisk">
/// Boudt, Peterson and Croux (2008), in its operational form: never below <paramref name="ValueAtRisk"/>.
/// </param>
/// <param name="IsValid">
/// Whether the corrected quantile grows with z everywhere (the domain of Maillard, 2012). Where it does not, the figures may fall as the
/// tail gets thinner: do not trust them.
/// </param>
public sealed record CornishFisher(double Quantile, double ValueAtRisk, double ConditionalValueAtRisk, bool IsValid)
{
    /// <summary>Null for fewer than four returns, or when they do not vary.</summary>
    public static CornishFisher? Measure(in ReturnMoments moments, double alpha)
    {
        var z = StandardNormal.Quantile(TailRisk.Tail(alpha));
        if (moments.Count < 4 || ReturnStatistics.Skewness(moments) is not { } s || ReturnStatistics.ExcessKurtosis(moments) is not { } k)
            return null;
        var deviation = Math.Sqrt(moments.Second);
        var g = z + (((z * z) - 1) * s / 6) + (z * ((z * z) - 3) * k / 24) - (z * ((2 * z * z) - 5) * s * s / 36);
        var g2 = g * g;
        var shortfall = StandardNormal.Density(g) / alpha * (1 + (g * g2 * s / 6)
            + (((g2 * g2 * g2) - (9 * g2 * g2) + (9 * g2) + 3) * s * s / 72) + (((g2 * g2) - (2 * g2) - 1) * k / 24));
        return new CornishFisher(
            g, -(moments.Mean + (g * deviation)), -moments.Mean + (deviation * Math.Max(shortfall, -g)), IsMonotone(s, k));
    }

    // The derivative with respect to z is a z² + b z + c; it must be positive for every z.
    private static bool IsMonotone(double s, double k)
    {
        double a = (k / 8) - (s * s / 6), b = s / 3, c = 1 - (k / 8) + (5 * s * s / 36);
        return a > 0 ? b * b < 4 * a * c : a == 0 && b == 0 && c > 0;
    }
}
