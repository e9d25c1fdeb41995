namespace Serverless.Core.Metrics.Distributions;

/// <summary>The F distribution.</summary>
public static class FisherF
{
    /// <summary>P(F &gt; f); 1 for f ≤ 0.</summary>
    public static double Survival(double f, double numerator, double denominator) =>
        f <= 0 ? 1 : double.IsInfinity(f) ? 0 : Beta.Regularized(denominator / 2, numerator / 2, denominator / (denominator + (numerator * f)));
}
