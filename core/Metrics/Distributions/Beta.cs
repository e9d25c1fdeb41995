using MathNet.Numerics;

namespace Serverless.Core.Metrics.Distributions;

/// <summary>
/// The beta distribution. MathNet's incomplete beta function is good to about 1e-9 only, so the continued fraction is evaluated here.
/// </summary>
public static class Beta
{
    private const double Tiny = 1e-300;
    private const int MostTerms = 100_000;

    /// <summary>The regularised incomplete beta function I_x(a, b), which is P(X ≤ x); a and b positive, x in 0 … 1.</summary>
    public static double Regularized(double a, double b, double x)
    {
        if (!(x > 0 && x < 1))
            return x <= 0 ? 0 : x >= 1 ? 1 : double.NaN;
        return Regularized(a, b, x, 1 - x);
    }

    /// <summary>The x with I_x(a, b) = p, for p in 0 … 1.</summary>
    public static double Quantile(double p, double a, double b) => p switch
    {
        <= 0 => 0,
        >= 1 => 1,
        _ => Roots.Between(x => Regularized(a, b, x) - p, 0, 1),
    };

    /// <summary>I_x(a, b) with 1 − x given too, which keeps accuracy where x is next to 1.</summary>
    internal static double Regularized(double a, double b, double x, double complement)
    {
        var factor = Math.Exp(
            SpecialFunctions.GammaLn(a + b) - SpecialFunctions.GammaLn(a) - SpecialFunctions.GammaLn(b)
            + (a * Math.Log(x)) + (b * Math.Log(complement)));
        return x < (a + 1) / (a + b + 2)
            ? factor / (a * ContinuedFraction(a, b, x))
            : 1 - (factor / (b * ContinuedFraction(b, a, complement)));
    }

    // NIST DLMF 8.17.22: I_x(a, b) = x^a (1 - x)^b ÷ (a B(a, b)) ÷ (1 + d1 ÷ (1 + d2 ÷ …)), by the modified Lentz algorithm.
    private static double ContinuedFraction(double a, double b, double x)
    {
        double value = 1, c = 1, d = 0;
        for (var n = 1; n <= MostTerms; n++)
        {
            var m = n / 2;
            var coefficient = n % 2 == 0
                ? m * (b - m) * x / ((a + n - 1) * (a + n))
                : -(a + m) * (a + b + m) * x / ((a + n - 1) * (a + n));
            d = 1 / Away(1 + (coefficient * d));
            c = Away(1 + (coefficient / c));
            value *= c * d;
            if (Math.Abs((c * d) - 1) < 1e-16)
                break;
        }

        return value;
    }

    private static double Away(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
