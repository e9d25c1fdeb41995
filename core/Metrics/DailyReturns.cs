namespace Serverless.Core.Metrics;

/// <summary>
/// Simple returns of an equity curve from the last close of a UTC day to that of the next day with bars: the common measure for curves whose
/// bars differ in length or whose markets differ in hours.
/// </summary>
/// <param name="Days">Days since 1970-01-01 (UTC) that have bars, ascending.</param>
/// <param name="Values">The return of each of these days; the first follows the initial equity.</param>
public sealed record DailyReturns(int[] Days, double[] Values)
{
    private static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    /// <summary>Returns of a curve.</summary>
    /// <param name="openTicks">UTC open times of the bars in ticks, ascending; a bar belongs to the day on which it opens.</param>
    /// <param name="equity">Equity at the close of each bar; positive.</param>
    /// <param name="initial">Equity before the first bar; positive.</param>
    public static DailyReturns Of(ReadOnlySpan<long> openTicks, ReadOnlySpan<double> equity, double initial)
    {
        var days = new List<int>();
        var closes = new List<double>();
        for (var i = 0; i < openTicks.Length; i++)
        {
            var day = (int)(openTicks[i] / TimeSpan.TicksPerDay) - Epoch;
            if (i + 1 < openTicks.Length && openTicks[i + 1] / TimeSpan.TicksPerDay - Epoch == day)
                continue;
            days.Add(day);
            closes.Add(equity[i]);
        }

        double[] values = [.. closes];
        EquityReturns.Compute(initial, values, values);
        return new DailyReturns([.. days], values);
    }

    /// <summary>
    /// Days with bars per year over the range that they span, at most 365.25: about 252 where weekends and holidays have none.
    /// </summary>
    public double DaysPerYear => Days.Length < 2 ? 365.25 : Math.Min(365.25, (Days.Length - 1) * 365.25 / (Days[^1] - Days[0]));
}
