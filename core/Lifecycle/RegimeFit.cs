using Serverless.Core.Metrics;
using Serverless.Core.Regimes;

namespace Serverless.Core.Lifecycle;

/// <summary>How a strategy has done on days like these: in the regime that its market is in now.</summary>
/// <param name="Present">The present regime of its market.</param>
/// <param name="Stale">Whether that is too old to act on.</param>
/// <param name="Days">Days out-of-sample in that regime.</param>
/// <param name="Sharpe">Annualised Sharpe ratio on those days; null when there are fewer than asked for, or returns do not vary.</param>
public sealed record RegimeFit(VolatilityRegime Present, bool Stale, int Days, double? Sharpe)
{
    /// <summary>Measures a strategy. A day counts by the regime that was known when it began.</summary>
    /// <param name="returns">Its daily returns out-of-sample.</param>
    /// <param name="regimes">Regimes at the end of days (since 1970-01-01, UTC), ascending.</param>
    /// <param name="present">The present regime.</param>
    /// <param name="stale">Whether that is too old.</param>
    /// <param name="minDays">Fewest days.</param>
    public static RegimeFit Measure(
        DailyReturns returns, IReadOnlyList<(int Day, VolatilityRegime Regime)> regimes, VolatilityRegime present, bool stale, int minDays)
    {
        ArgumentNullException.ThrowIfNull(returns);
        ArgumentNullException.ThrowIfNull(regimes);
        var alike = new List<double>();
        var known = -1;
        for (var i = 0; i < returns.Days.Length; i++)
        {
            while (known + 1 < regimes.Count && regimes[known + 1].Day < returns.Days[i])
                known++;
            if (known >= 0 && regimes[known].Regime == present)
                alike.Add(returns.Values[i]);
        }

        var sharpe = alike.Count < minDays ? null : ReturnStatistics.Sharpe(ReturnMoments.Of(alike.ToArray()), returns.DaysPerYear);
        return new RegimeFit(present, stale, alike.Count, sharpe);
    }
}
