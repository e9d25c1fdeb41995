using MathNet.Numerics;

namespace Serverless.Core.Metrics.Distributions;

/// <summary>The beta distribution.</summary>
public static class Beta
{
    /// <summary>The regularised incomplete beta function I_x(a, b), which is P(X ≤ x); a and b positive, x in 0 … 1.</summary>
    public static double Regularized(double a, double b, double x) => double.IsNaN(x) ? double.NaN : SpecialFunctions.BetaRegularized(a, b, x);

    /// <summary>The x with I_x(a, b) = p, for p in 0 … 1.</summary>
    public static double Quantile(double p, double a, double b) => p switch
    {
        <= 0 => 0,
        >= 1 => 1,
        _ => Roots.Between(x => Regularized(a, b, x) - p, 0, 1),
    };
}
