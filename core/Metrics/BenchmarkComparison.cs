using Serverless.Core.Metrics.Regression;

namespace Serverless.Core.Metrics;

/// <summary>
/// Returns against those of a benchmark over the same periods. Alpha and beta are of the least-squares line through excess returns; a figure that
/// is undefined is null.
/// </summary>
/// <param name="Periods">n.</param>
/// <param name="Alpha">Intercept × P, without compounding.</param>
/// <param name="AlphaError">
/// Newey-West standard error of <paramref name="Alpha"/> with ⌊4 (n ÷ 100)^(2 ÷ 9)⌋ lags and no small-sample factor.
/// </param>
/// <param name="Beta">Slope.</param>
/// <param name="Correlation">Pearson's, −1 … 1.</param>
/// <param name="TrackingError">Sample deviation (n − 1) of the difference × √P.</param>
/// <param name="InformationRatio">Mean difference ÷ its sample deviation × √P.</param>
public sealed record BenchmarkComparison(
    int Periods, double? Alpha, double? AlphaError, double? Beta, double? Correlation, double? TrackingError, double? InformationRatio)
{
    private const int FewestPeriods = 3;

    /// <summary>Compares; alpha and beta need three periods and a benchmark that varies.</summary>
    /// <param name="returns">Simple returns per period, finite.</param>
    /// <param name="benchmark">Returns of the benchmark over the same periods.</param>
    /// <param name="periodsPerYear">P; positive.</param>
    /// <param name="riskFree">Risk-free return per period.</param>
    public static BenchmarkComparison Measure(
        ReadOnlySpan<double> returns, ReadOnlySpan<double> benchmark, double periodsPerYear, double riskFree = 0)
    {
        Observations.RequireFinite(returns, nameof(returns));
        Observations.RequireFinite(benchmark, nameof(benchmark));
        Observations.RequireSameLength(returns, benchmark, nameof(returns), nameof(benchmark));
        var n = returns.Length;
        double[] y = new double[n], x = new double[n], active = new double[n];
        for (var i = 0; i < n; i++)
            (y[i], x[i], active[i]) = (returns[i] - riskFree, benchmark[i] - riskFree, returns[i] - benchmark[i]);
        var difference = ReturnMoments.Of(active);
        var fit = n < FewestPeriods || !ReturnMoments.Of(x).Varies ? null : LeastSquares.Fit(y, [x]);
        return new BenchmarkComparison(
            n,
            ReturnStatistics.Finite(fit?.Coefficients[0] * periodsPerYear),
            ReturnStatistics.Finite(fit?.NeweyWestErrors(LeastSquares.AutomaticLags(n))[0] * periodsPerYear),
            fit?.Coefficients[1],
            Correlations.Pearson(returns, benchmark),
            ReturnStatistics.Volatility(difference, periodsPerYear),
            ReturnStatistics.Sharpe(difference, periodsPerYear));
    }

    /// <summary>Beta over each window of <paramref name="window"/> periods, by its last period; null before the first window is full.</summary>
    public static double?[] RollingBeta(ReadOnlySpan<double> returns, ReadOnlySpan<double> benchmark, int window)
    {
        Observations.RequireSameLength(returns, benchmark, nameof(returns), nameof(benchmark));
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 2);
        var betas = new double?[returns.Length];
        for (var end = window; end <= betas.Length; end++)
            betas[end - 1] = Correlations.Slope(returns[(end - window)..end], benchmark[(end - window)..end]);
        return betas;
    }
}
