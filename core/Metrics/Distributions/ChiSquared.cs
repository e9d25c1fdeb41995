using MathNet.Numerics;

namespace Serverless.Core.Metrics.Distributions;

/// <summary>The chi-squared distribution.</summary>
public static class ChiSquared
{
    /// <summary>P(X &gt; x); 1 for x ≤ 0.</summary>
    public static double Survival(double x, double degreesOfFreedom) =>
        x <= 0 ? 1 : double.IsInfinity(x) ? 0 : SpecialFunctions.GammaUpperRegularized(degreesOfFreedom / 2, x / 2);
}
