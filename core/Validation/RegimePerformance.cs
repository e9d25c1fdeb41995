using Serverless.Core.Metrics;

namespace Serverless.Core.Validation;

/// <summary>What a strategy did in the bars of one regime.</summary>
/// <param name="Regime">The regime; empty for bars without one.</param>
/// <param name="Bars">Number of bars.</param>
/// <param name="TotalReturn">Their returns, compounded.</param>
/// <param name="MeanReturn">Arithmetic mean return per bar.</param>
/// <param name="Sharpe">Annualised Sharpe ratio; null when undefined.</param>
public sealed record RegimePerformance(string Regime, int Bars, double TotalReturn, double MeanReturn, double? Sharpe)
{
    /// <summary>Splits returns by regime, in alphabetical order; every bar is in exactly one.</summary>
    /// <param name="returns">Simple return of each bar.</param>
    /// <param name="regimes">Regime of each bar, as it was known when the bar opened; null for none.</param>
    /// <param name="barsPerYear">Bars in a year.</param>
    /// <exception cref="ArgumentException">There is not one regime for each bar.</exception>
    public static IReadOnlyList<RegimePerformance> Of(IReadOnlyList<double> returns, IReadOnlyList<string?> regimes, double barsPerYear)
    {
        ArgumentNullException.ThrowIfNull(returns);
        ArgumentNullException.ThrowIfNull(regimes);
        if (returns.Count != regimes.Count)
            throw new ArgumentException($"There are {regimes.Count} regimes for {returns.Count} bars.", nameof(regimes));
        return
        [
            .. returns.Zip(regimes, (r, regime) => (Return: r, Regime: regime ?? ""))
                .GroupBy(bar => bar.Regime, bar => bar.Return)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => Measure(group.Key, [.. group], barsPerYear)),
        ];
    }

    private static RegimePerformance Measure(string regime, double[] returns, double barsPerYear)
    {
        var moments = ReturnMoments.Of(returns);
        return new RegimePerformance(
            regime, returns.Length, ReturnStatistics.TotalReturn(returns), moments.Mean, ReturnStatistics.Sharpe(moments, barsPerYear));
    }
}
