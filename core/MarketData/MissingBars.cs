using Serverless.Core.Time;

namespace Serverless.Core.MarketData;

/// <summary>Bars that the market's calendar expects and a series lacks.</summary>
/// <param name="Count">How many.</param>
/// <param name="LongestGap">Most of them in a row.</param>
public readonly record struct MissingBars(int Count, int LongestGap)
{
    /// <summary>Counts the gaps that end with one of the bars in <c>[start, start + length)</c>, so that neighbouring parts share none.</summary>
    public static MissingBars Of(BarSeries bars, Market market, int start, int length)
    {
        ArgumentNullException.ThrowIfNull(bars);
        var calendar = TradingCalendar.For(market);
        var barLength = bars.Timeframe.Length();
        var times = bars.OpenTicks;
        var missing = default(MissingBars);
        for (var i = Math.Max(start, 1); i < start + length; i++)
        {
            if (times[i] - times[i - 1] > barLength.Ticks)
                missing = missing.With(calendar.CountExpected(barLength, times[i - 1], times[i]));
        }

        return missing;
    }

    /// <summary>These and those of another part.</summary>
    public MissingBars And(MissingBars other) => new(Count + other.Count, Math.Max(LongestGap, other.LongestGap));

    private MissingBars With(int gap) => new(Count + gap, Math.Max(LongestGap, gap));
}
