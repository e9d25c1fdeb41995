using Serverless.Core.Metrics;

namespace Serverless.Core.Validation.Bootstrap;

/// <summary>
/// The headline figures of a series of returns, each with its bootstrap distribution over the same resampled series. Conventions as in
/// <see cref="PerformanceMetrics"/>.
/// </summary>
/// <param name="TotalReturn">See <see cref="ReturnStatistics.TotalReturn"/>.</param>
/// <param name="Cagr">See <see cref="ReturnStatistics.Cagr"/>.</param>
/// <param name="Volatility">See <see cref="ReturnStatistics.Volatility"/>.</param>
/// <param name="Sharpe">See <see cref="ReturnStatistics.Sharpe"/>.</param>
/// <param name="Sortino">See <see cref="ReturnStatistics.Sortino"/>.</param>
/// <param name="Calmar">See <see cref="ReturnStatistics.Calmar"/>.</param>
/// <param name="MaxDrawdown">See <see cref="Drawdown.Depth"/>; blocks that are shorter than drawdowns make them shallower.</param>
public sealed record MetricIntervals(
    BootstrapInterval TotalReturn,
    BootstrapInterval Cagr,
    BootstrapInterval Volatility,
    BootstrapInterval Sharpe,
    BootstrapInterval Sortino,
    BootstrapInterval Calmar,
    BootstrapInterval MaxDrawdown)
{
    /// <summary>Resamples returns and measures every figure on each resampled series.</summary>
    /// <param name="returns">Simple returns per period in order of time, finite.</param>
    /// <param name="periodsPerYear">P; positive.</param>
    /// <param name="resampler">The scheme; <see cref="BlockLength.Estimate"/> finds its block length.</param>
    /// <param name="settings">Number of replications and seed.</param>
    /// <param name="coverage">Probability with which intervals should cover.</param>
    public static MetricIntervals Measure(
        ReadOnlyMemory<double> returns, double periodsPerYear, IResampler resampler, BootstrapSettings settings, double coverage = 0.95)
    {
        var all = BootstrapInterval.Measure(resampler, returns, 7, (series, figures) => Figures(series, periodsPerYear, figures), settings, coverage);
        return new MetricIntervals(all[0], all[1], all[2], all[3], all[4], all[5], all[6]);
    }

    // Two passes over the returns for all of them: they are measured thousands of times.
    private static void Figures(ReadOnlySpan<double> returns, double periodsPerYear, Span<double> figures)
    {
        if (returns.IsEmpty)
        {
            figures.Fill(double.NaN);
            return;
        }

        var pass = ReturnPass.Over(returns);
        var moments = ReturnMoments.About(pass.Sum / returns.Length, returns);
        var total = pass.Growth - 1;
        var cagr = ReturnStatistics.Cagr(total, returns.Length, periodsPerYear);
        var downside = ReturnStatistics.DownsideOf(pass.SquaredShortfalls, returns.Length);
        figures[0] = total;
        figures[1] = cagr ?? double.NaN;
        figures[2] = ReturnStatistics.Volatility(moments, periodsPerYear) ?? double.NaN;
        figures[3] = ReturnStatistics.Sharpe(moments, periodsPerYear) ?? double.NaN;
        figures[4] = ReturnStatistics.SortinoOf(moments.Mean, downside, periodsPerYear, minimumAcceptable: 0) ?? double.NaN;
        figures[5] = ReturnStatistics.Calmar(cagr, pass.Depth) ?? double.NaN;
        figures[6] = pass.Depth;
    }
}
