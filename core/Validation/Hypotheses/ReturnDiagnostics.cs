using Serverless.Core.Metrics;
using Serverless.Core.Metrics.Distributions;

namespace Serverless.Core.Validation.Hypotheses;

/// <summary>Whether returns are normal and uncorrelated. There is no p-value when they do not vary.</summary>
public static class ReturnDiagnostics
{
    /// <summary>
    /// Jarque and Bera (1980): n ÷ 6 (g₁² + g₂² ÷ 4), chi-squared with two degrees of freedom in the limit; no p-value below eight observations, and
    /// below some hundreds it is too large.
    /// </summary>
    public static HypothesisResult JarqueBera(ReadOnlySpan<double> x)
    {
        Observations.RequireFinite(x, nameof(x));
        var moments = ReturnMoments.Of(x);
        if (x.Length < 8)
            return HypothesisResult.Without("Jarque-Bera", x.Length, Alternative.Greater, "Too few observations: at least eight.");
        if (ReturnStatistics.Skewness(moments) is not { } skewness || ReturnStatistics.ExcessKurtosis(moments) is not { } kurtosis)
            return HypothesisResult.Without("Jarque-Bera", x.Length, Alternative.Greater, "The observations do not vary.");
        var statistic = x.Length / 6.0 * ((skewness * skewness) + (kurtosis * kurtosis / 4));
        return new HypothesisResult("Jarque-Bera", statistic, ChiSquared.Survival(statistic, 2), x.Length, Alternative.Greater, 2);
    }

    /// <summary>Ljung and Box (1978): whether the first autocorrelations are all 0; n (n + 2) ∑ ρₖ² ÷ (n − k), chi-squared.</summary>
    /// <param name="x">Observations in order of time, more than <paramref name="lags"/>.</param>
    /// <param name="lags">h: how many autocorrelations, at least 1.</param>
    /// <param name="fitted">Parameters of the model whose residuals x are; the degrees of freedom are h less these.</param>
    public static HypothesisResult LjungBox(ReadOnlySpan<double> x, int lags, int fitted = 0)
    {
        Observations.RequireFinite(x, nameof(x));
        ArgumentOutOfRangeException.ThrowIfLessThan(lags, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(fitted, lags);
        ArgumentOutOfRangeException.ThrowIfNegative(fitted);
        if (x.Length <= lags)
            return HypothesisResult.Without("Ljung-Box", x.Length, Alternative.Greater, "Too few observations: more than lags.");
        double n = x.Length, sum = 0;
        for (var lag = 1; lag <= lags; lag++)
        {
            if (Correlations.Auto(x, lag) is not { } rho)
                return HypothesisResult.Without("Ljung-Box", x.Length, Alternative.Greater, "The observations do not vary.");
            sum += rho * rho / (n - lag);
        }

        var statistic = n * (n + 2) * sum;
        return new HypothesisResult("Ljung-Box", statistic, ChiSquared.Survival(statistic, lags - fitted), x.Length, Alternative.Greater, lags - fitted);
    }
}
