namespace Serverless.Core.Metrics;

/// <summary>
/// The balanced performance score: 0.4 × Sharpe ratio + 0.3 × growth rate + 0.2 × win rate − 0.1 × maximum drawdown. The Sharpe ratio is
/// annualised, the growth rate is per year, and the last three are fractions: a Sharpe ratio of 1 with 20 % growth, half of the trades won
/// and a drawdown of 15 % is 0.4 + 0.06 + 0.1 − 0.015 = 0.545. It is not normalised: a Sharpe ratio above 1 outweighs the rest.
/// </summary>
public static class BalancedPerformance
{
    // A few lucky bars, annualised, give any figure: beyond these limits one run is as good, or as bad, as another.
    private const double SharpeLimit = 5;
    private const double GrowthLimit = 5;

    /// <summary>
    /// The score, with the Sharpe ratio cut off at ±5 and growth at +500 % a year; null when one of its figures is undefined, as without a
    /// closed trade.
    /// </summary>
    public static double? Of(PerformanceMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return metrics is { Sharpe: { } sharpe, Cagr: { } growth, WinRate: { } winRate }
            ? (0.4 * Math.Clamp(sharpe, -SharpeLimit, SharpeLimit)) + (0.3 * Math.Min(growth, GrowthLimit)) + (0.2 * winRate) - (0.1 * metrics.MaxDrawdown)
            : null;
    }
}
