using Serverless.Core.Time;

namespace Serverless.Core.MarketData;

/// <summary>Where a series lacks bars that its market's calendar expects.</summary>
internal static class SeriesGaps
{
    /// <summary>The gaps that end with one of the bars in <c>[start, start + length)</c>, so that neighbouring parts share none. What is
    /// missing before the first bar or after the last is not known.</summary>
    /// <returns>The index of the bar after each gap, and how many are missing before it, at least 1 (<see cref="TradingCalendar.CountExpected"/>).</returns>
    public static IEnumerable<(int After, int Missing)> Find(BarSeries bars, Market market, int start, int length)
    {
        var calendar = TradingCalendar.For(market);
        var barLength = bars.Timeframe.Length();
        for (var i = Math.Max(start, 1); i < start + length; i++)
        {
            var (before, after) = (bars.OpenTicks[i - 1], bars.OpenTicks[i]);
            if (after - before > barLength.Ticks && calendar.CountExpected(barLength, before, after) is > 0 and var missing)
                yield return (i, missing);
        }
    }

    /// <summary>All gaps of a series.</summary>
    public static IEnumerable<(int After, int Missing)> Find(BarSeries bars, Market market) => Find(bars, market, 0, bars.Count);
}
