using Serverless.Core.Metrics;
using Serverless.Core.Metrics.Distributions;

namespace Serverless.Core.Validation.Hypotheses;

/// <summary>
/// A Sharpe ratio with its uncertainty (Lo, 2002). Ratios and errors are annualised; the convention of the ratio is that of
/// <see cref="ReturnStatistics.Sharpe"/>. What is not defined is null.
/// </summary>
/// <param name="Observations">n.</param>
/// <param name="Sharpe">Mean ÷ deviation × √P.</param>
/// <param name="NormalError">Standard error for independent normal returns: √((1 + SR² ÷ 2) ÷ n) × √P, SR per period.</param>
/// <param name="RobustError">
/// Standard error for returns that are neither normal nor independent: the generalised method of moments with a Newey-West covariance of
/// ⌊4 (n ÷ 100)^(2 ÷ 9)⌋ lags, × √P.
/// </param>
/// <param name="AdjustedSharpe">
/// SR × η(q) with η(q) = q ÷ √(q + 2 ∑ (q − k) ρₖ), k below q, the number of periods in a year, rounded: the ratio of annual returns when returns are
/// autocorrelated. Null below 2 q returns, or where the sum leaves nothing positive.
/// </param>
/// <param name="AdjustedError">Its standard error, the autocorrelations taken as known: robust error × η(q) ÷ √P.</param>
public sealed record SharpeInference(
    int Observations, double? Sharpe, double? NormalError, double? RobustError, double? AdjustedSharpe, double? AdjustedError)
{
    /// <summary>Measures returns in order of time.</summary>
    /// <param name="returns">Simple returns per period, finite.</param>
    /// <param name="periodsPerYear">P; positive.</param>
    /// <param name="riskFree">Risk-free return per period.</param>
    public static SharpeInference Measure(ReadOnlySpan<double> returns, double periodsPerYear, double riskFree = 0)
    {
        Metrics.Observations.RequireFinite(returns, nameof(returns));
        var moments = ReturnMoments.Of(returns);
        var n = returns.Length;
        if (ReturnStatistics.Sharpe(moments, 1, riskFree) is not { } ratio)
            return new SharpeInference(n, null, null, null, null, null);
        var scale = Math.Sqrt(periodsPerYear);
        var error = Math.Sqrt(SharpeInfluence.LongRunVariance(SharpeInfluence.Of(returns, riskFree)) / n);
        var eta = Eta(returns, (int)Math.Round(periodsPerYear));
        return new SharpeInference(
            n, ratio * scale, Math.Sqrt((1 + (ratio * ratio / 2)) / n) * scale, error * scale, ratio * eta, error * eta);
    }

    /// <summary>Whether the ratio is 0, by the normal distribution and the robust error.</summary>
    public HypothesisResult Test(Alternative alternative = Alternative.Greater) => ZTest.Result("Sharpe ratio (robust z)", Sharpe ?? 0, RobustError, Observations, alternative);

    /// <summary>The interval that covers the ratio with the given probability, by the normal distribution and the robust error.</summary>
    public ConfidenceInterval? Interval(double coverage = 0.95)
    {
        if (Sharpe is not { } sharpe || RobustError is not { } error)
            return null;
        var half = StandardNormal.Quantile((1 + coverage) / 2) * error;
        return new ConfidenceInterval(sharpe - half, sharpe + half);
    }

    private static double? Eta(ReadOnlySpan<double> returns, int q)
    {
        if (q < 1 || returns.Length < 2 * q)
            return null;
        double sum = q;
        for (var k = 1; k < q; k++)
            sum += 2 * (q - k) * (Correlations.Auto(returns, k) ?? 0);
        return sum > 0 ? q / Math.Sqrt(sum) : null;
    }
}
