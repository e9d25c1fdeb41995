namespace Serverless.Core.Metrics.Regression;

/// <summary>Returns explained by factors: r = α + ∑ β f + u.</summary>
/// <param name="Fit">The regression, per period.</param>
/// <param name="Alpha">α × P, without compounding.</param>
/// <param name="ResidualVolatility">√(∑u² ÷ (n − k)) × √P.</param>
/// <param name="AppraisalRatio">Alpha ÷ residual volatility; null when nothing is left unexplained.</param>
/// <param name="VarianceInflation">1 ÷ (1 − R²) of each factor on the others; null for a factor that they explain fully.</param>
/// <param name="BreuschPagan">Whether the variance of residuals depends on the factors (Koenker's n·R² form); null when undefined.</param>
public sealed record FactorModel(
    LinearFit Fit,
    double Alpha,
    double ResidualVolatility,
    double? AppraisalRatio,
    IReadOnlyList<double?> VarianceInflation,
    (double Statistic, double PValue)? BreuschPagan)
{
    /// <summary>Fits; null when there are too few periods or a factor is redundant, see <see cref="LeastSquares.Fit"/>.</summary>
    /// <param name="returns">n returns (in excess of the risk-free rate, where the factors are).</param>
    /// <param name="factors">One array of n values for each factor.</param>
    /// <param name="periodsPerYear">P; positive.</param>
    public static FactorModel? Measure(double[] returns, IReadOnlyList<double[]> factors, double periodsPerYear)
    {
        if (LeastSquares.Fit(returns, factors) is not { } fit)
            return null;
        var alpha = fit.Coefficients[0] * periodsPerYear;
        var residual = Math.Sqrt(fit.ResidualVariance * periodsPerYear);
        return new FactorModel(
            fit,
            alpha,
            residual,
            residual > 0 ? alpha / residual : null,
            [.. factors.Select((factor, i) => Inflation(factor, [.. factors.Where((_, j) => j != i)]))],
            VarianceTest(fit, factors));
    }

    private static double? Inflation(double[] factor, double[][] others) =>
        others.Length == 0 ? 1 : LeastSquares.Fit(factor, others) is { } fit && FitQuality.Measure(fit, factor).RSquared is < 1 and var r2
            ? 1 / (1 - r2)
            : null;

    private static (double, double)? VarianceTest(LinearFit fit, IReadOnlyList<double[]> factors)
    {
        var squares = Array.ConvertAll(fit.Residuals, u => u * u);
        if (LeastSquares.Fit(squares, factors) is not { } auxiliary || FitQuality.Measure(auxiliary, squares).RSquared is not { } r2)
            return null;
        var statistic = squares.Length * r2;
        return (statistic, Distributions.ChiSquared.Survival(statistic, factors.Count));
    }
}
