using Serverless.Core.Indicators;
using Serverless.Core.Metrics;

namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>
/// How many stays of 90 days in a strategy's own history the watch would have let it finish. A stay begins at each day with a return that has 90 whole days from itself on,
/// so that stays overlap: their number says how fine the share is, not how much is known.
/// </summary>
/// <remarks>
/// The rules are the watch's: the loss guard (<see cref="LossRules"/>) on daily closes, and the lag behind the benchmark (<see cref="BenchmarkRule"/>). A fall that
/// halves sizes ends no stay; the stay is judged at full size all the same.
/// </remarks>
/// <param name="Stays">Stays of the history; those that the benchmark does not cover are left out.</param>
/// <param name="Lasted">Those that nothing would have ended.</param>
/// <param name="Lagged">Those that the lag would have ended.</param>
/// <param name="Lost">Those that the loss guard would have ended; it may be both.</param>
public sealed record Survival(int Stays, int Lasted, int Lagged, int Lost)
{
    /// <summary>Calendar days of a stay: a promotion that lasted as long is a success (SC-002).</summary>
    public const int StayDays = 90;

    /// <summary>Fewest stays by which to judge: three quarters of a year of history.</summary>
    public const int FewestStays = 180;

    /// <summary>Share of the stays that lasted, 0 … 1; null when there are too few.</summary>
    public double? Share => Stays < FewestStays ? null : (double)Lasted / Stays;

    /// <summary>Goes through a history once.</summary>
    /// <param name="returns">Daily returns out-of-sample, up to the day of the decision.</param>
    /// <param name="benchmark">The benchmark; null for what is not held against it, or when there is none.</param>
    /// <param name="limits">Thresholds of the watch.</param>
    public static Survival Measure(DailyReturns returns, BenchmarkWindows? benchmark, MonitoringLimits limits)
    {
        ArgumentNullException.ThrowIfNull(returns);
        ArgumentNullException.ThrowIfNull(limits);
        if (returns.Days.Length == 0)
            return new Survival(0, 0, 0, 0);
        var equity = EquityByDay(returns);
        var lowest = new double[equity.Length];
        RollingExtreme.Lowest(equity, StayDays, lowest);
        var lags = benchmark is null ? null : LagDays.Of(returns, benchmark);
        var threshold = LossRules.LossThreshold(StrategyFigures.TailLossOf(returns), halfSize: false, limits);
        var (stays, lasted, lagged, lost) = (0, 0, 0, 0);
        foreach (var day in returns.Days)
        {
            var start = day - returns.Days[0];
            var last = start + StayDays - 1;
            if (last >= equity.Length)
                break;
            if (benchmark?.Covers(day, day + StayDays - 1) == false)
                continue;
            var isLagging = lags?.EndStay(start, last) == true;
            // What had lost everything before is no better than what loses it now.
            var isLosing = !(1 - (lowest[last] / (start == 0 ? 1 : equity[start - 1])) < threshold);
            stays++;
            lagged += isLagging ? 1 : 0;
            lost += isLosing ? 1 : 0;
            lasted += isLagging || isLosing ? 0 : 1;
        }

        return new Survival(stays, lasted, lagged, lost);
    }

    // At the end of each calendar day since the first return; it stands still on those without.
    private static double[] EquityByDay(DailyReturns returns)
    {
        var equity = new double[returns.Days[^1] - returns.Days[0] + 1];
        var (value, next) = (1.0, 0);
        for (var i = 0; i < equity.Length; i++)
        {
            if (returns.Days[next] == returns.Days[0] + i)
                value *= 1 + returns.Values[next++];
            equity[i] = value;
        }

        return equity;
    }
}
