using MathNet.Numerics;

namespace Serverless.Core.Metrics.Distributions;

/// <summary>The standard normal distribution, with full relative accuracy in both tails. Not-a-number in, not-a-number out.</summary>
public static class StandardNormal
{
    private const double RootTwo = 1.4142135623730951;
    private const double LogRootTwoPi = 0.91893853320467274;
    private const double SmallestNormal = 2.2250738585072014e-308;

    /// <summary>φ(x).</summary>
    public static double Density(double x) => Math.Exp((-x * x / 2) - LogRootTwoPi);

    /// <summary>Φ(x) = P(Z ≤ x); 0 where it is below the smallest normal number (x &lt; −37.5).</summary>
    public static double Cumulative(double x)
    {
        var p = SpecialFunctions.Erfc(-x / RootTwo) / 2;
        return p < SmallestNormal ? 0 : p;
    }

    /// <summary>1 − Φ(x) = P(Z &gt; x), without cancellation.</summary>
    public static double Survival(double x) => Cumulative(-x);

    /// <summary>ln Φ(x), also where Φ(x) is too small for a number.</summary>
    public static double LogCumulative(double x)
    {
        if (x > -30)
            return Math.Log(Cumulative(x));
        // Mills' ratio, asymptotic series: four terms leave less than 1e-10 of the value from here on.
        var r = 1 / (x * x);
        return (-x * x / 2) - LogRootTwoPi - Math.Log(-x) + Math.Log(1 - (r * (1 - (3 * r * (1 - (5 * r))))));
    }

    /// <summary>Φ⁻¹(p); infinite at 0 and 1, not-a-number outside.</summary>
    public static double Quantile(double p) => p is >= 0 and <= 1 ? -RootTwo * SpecialFunctions.ErfcInv(2 * p) : double.NaN;
}
