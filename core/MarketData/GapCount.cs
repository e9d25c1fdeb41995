using Serverless.Core.Time;

namespace Serverless.Core.MarketData;

/// <summary>How much is missing inside a series, by its market's calendar.</summary>
/// <param name="Gaps">Places where at least one bar is missing between two bars.</param>
/// <param name="MissingBars">Bars missing in them.</param>
public readonly record struct GapCount(int Gaps, int MissingBars)
{
    /// <summary>Counts by <see cref="TradingCalendar.CountExpected"/>; what is missing before the first bar or after the last is not known.</summary>
    public static GapCount Of(BarSeries series, Market market)
    {
        ArgumentNullException.ThrowIfNull(series);
        var calendar = TradingCalendar.For(market);
        var length = series.Timeframe.Length();
        var times = series.OpenTicks;
        var (gaps, missing) = (0, 0);
        for (var i = 1; i < times.Length; i++)
        {
            if (times[i] - times[i - 1] == length.Ticks || calendar.CountExpected(length, times[i - 1], times[i]) is not (> 0 and var expected))
                continue;
            gaps++;
            missing += expected;
        }

        return new GapCount(gaps, missing);
    }
}
