using MathNet.Numerics;

namespace Serverless.Core.Validation.Hypotheses;

/// <summary>Distributions of the Anderson-Darling statistics under their null hypotheses.</summary>
internal static class AndersonDarlingDistribution
{
    private const int Terms = 25;
    private const double FarTail = 6;

    /// <summary>
    /// P(A² &gt; a) for n observations of a distribution that is fully specified (Marsaglia and Marsaglia, 2004); above 6, where their correction for n is
    /// larger than what it corrects, the limit.
    /// </summary>
    public static double Survival(int n, double a)
    {
        if (a <= 0)
            return 1;
        if (a > FarTail)
            return LimitSurvival(a, 1);
        var limit = LimitCumulative(a);
        return Math.Clamp(1 - limit - Correction(n, limit), 0, 1);
    }

    /// <summary>P-value of the corrected statistic for normality with estimated mean and variance (D'Agostino and Stephens, 1986).</summary>
    public static double NormalitySurvival(double a) => a switch
    {
        < 0.2 => 1 - Math.Exp(-13.436 + (101.14 * a) - (223.73 * a * a)),
        < 0.34 => 1 - Math.Exp(-8.318 + (42.796 * a) - (59.938 * a * a)),
        < 0.6 => Math.Exp(0.9177 - (4.279 * a) - (1.38 * a * a)),
        // The parabola turns upwards beyond its lowest point.
        _ => Math.Exp(1.2937 - (5.709 * Math.Min(a, 150)) + (0.0186 * Math.Min(a, 150) * Math.Min(a, 150))),
    };

    /// <summary>Deviation of the limit: √(2 m (π² ÷ 3 − 3)).</summary>
    public static double LimitDeviation(int m) => Math.Sqrt(2 * m * ((Math.PI * Math.PI / 3) - 3));

    /// <summary>
    /// P(∑ Xⱼ ÷ (j (j + 1)) &gt; x) for independent chi-squared Xⱼ with m degrees of freedom, by inversion of the characteristic function (Imhof, 1961); good to 1e-5.
    /// Terms beyond the twenty-fifth count as one normal term. Far out: Zolotarev's limit (1961), 3^(m ÷ 2) x^(m ÷ 2 − 1) e^−x ÷ Γ(m ÷ 2).
    /// </summary>
    public static double LimitSurvival(double x, int m)
    {
        if (x > 12 + (2 * m))
            return Math.Exp((m * Math.Log(3) / 2) + (((m / 2.0) - 1) * Math.Log(x)) - x - SpecialFunctions.GammaLn(m / 2.0));
        x -= m / (Terms + 1.0);
        if (x <= 0)
            return 1;
        // u = v² gives even steps where the integrand matters; midpoints, as it is not defined at 0.
        var remainder = m / (12 * Math.Pow(Terms + 1, 3));
        var step = 0.02 / (1 + (x / 4));
        var sum = 0.0;
        for (var v = step / 2; ; v += step)
        {
            double u = v * v, angle = 0, squares = 1;
            for (var j = 1; j <= Terms; j++)
            {
                var scaled = u / (j * (j + 1));
                angle += Math.Atan(scaled);
                squares *= 1 + (scaled * scaled);
            }

            var size = Math.Pow(squares, -m / 4.0) * Math.Exp(-remainder * u * u);
            sum += Math.Sin(((m * angle) - (x * u)) / 2) * size * 2 / v;
            if (size < 1e-9)
                return Math.Clamp(0.5 + (sum * step / Math.PI), 0, 1);
        }
    }

    private static double LimitCumulative(double z) => z < 2
        ? Math.Exp(-1.2337141 / z) / Math.Sqrt(z)
            * Polynomial(z, 2.00012, 0.247105, -0.0649821, 0.0347962, -0.011672, 0.00168691)
        : Math.Exp(-Math.Exp(Polynomial(z, 1.0776, -2.30695, 0.43424, -0.082433, 0.008056, -0.0003146)));

    private static double Correction(double n, double x)
    {
        if (x > 0.8)
            return Polynomial(x, -130.2137, 745.2337, -1705.091, 1950.646, -1116.360, 255.7844) / n;
        var edge = 0.01265 + (0.1757 / n);
        if (x < edge)
        {
            var share = x / edge;
            return Math.Sqrt(share) * (1 - share) * ((49 * share) - 102) * ((0.0037 / (n * n * n)) + (0.00078 / (n * n)) + (0.00006 / n));
        }

        var middle = (x - edge) / (0.8 - edge);
        return Polynomial(middle, -0.00022633, 6.54034, -14.6538, 14.458, -8.259, 1.91864) * ((0.04213 / n) + (0.01365 / (n * n)));
    }

    private static double Polynomial(double x, params ReadOnlySpan<double> coefficients)
    {
        var sum = 0.0;
        for (var i = coefficients.Length - 1; i >= 0; i--)
            sum = (sum * x) + coefficients[i];
        return sum;
    }
}
