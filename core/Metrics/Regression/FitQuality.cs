using Serverless.Core.Metrics.Distributions;

namespace Serverless.Core.Metrics.Regression;

/// <summary>How well a fit describes its observations; a figure that is undefined is null.</summary>
/// <param name="RSquared">1 − ∑u² ÷ ∑(y − ȳ)²; without an intercept 1 − ∑u² ÷ ∑y². Null when y does not vary.</param>
/// <param name="AdjustedRSquared">The same with each sum divided by its degrees of freedom.</param>
/// <param name="F">F statistic of all slopes together.</param>
/// <param name="FPValue">Its p-value.</param>
/// <param name="LogLikelihood">Of normal residuals with variance ∑u² ÷ n.</param>
/// <param name="Aic">−2 ln L + 2 k, the variance not counted.</param>
/// <param name="Bic">−2 ln L + k ln n, the variance not counted.</param>
/// <param name="DurbinWatson">∑(uₜ − uₜ₋₁)² ÷ ∑u²; 2 without autocorrelation.</param>
public sealed record FitQuality(
    double? RSquared,
    double? AdjustedRSquared,
    double? F,
    double? FPValue,
    double? LogLikelihood,
    double? Aic,
    double? Bic,
    double? DurbinWatson)
{
    /// <summary>Measures a fit of <paramref name="y"/>.</summary>
    public static FitQuality Measure(LinearFit fit, double[] y)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(y);
        double n = fit.Observations, k = fit.Coefficients.Length, residual = fit.ResidualSumOfSquares;
        var moments = ReturnMoments.Of(y);
        var total = fit.HasIntercept ? moments.Varies ? moments.Second * n : 0 : y.Sum(value => value * value);
        var constant = fit.HasIntercept ? 1 : 0;
        double? r2 = total > 0 ? 1 - (residual / total) : null;
        double? f = k > constant && residual > 0 ? (total - residual) / (k - constant) / fit.ResidualVariance : null;
        double? likelihood = residual > 0 ? -n / 2 * (Math.Log(2 * Math.PI * residual / n) + 1) : null;
        return new FitQuality(
            r2,
            1 - ((1 - r2) * (n - constant) / (n - k)),
            f,
            f is { } statistic ? FisherF.Survival(statistic, k - constant, n - k) : null,
            likelihood,
            (-2 * likelihood) + (2 * k),
            (-2 * likelihood) + (k * Math.Log(n)),
            residual > 0 ? fit.Residuals.Skip(1).Zip(fit.Residuals, (next, u) => (next - u) * (next - u)).Sum() / residual : null);
    }
}
