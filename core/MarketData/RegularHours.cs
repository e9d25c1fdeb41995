using Serverless.Core.Time;

namespace Serverless.Core.MarketData;

/// <summary>Leaves out the bars of hours in which a market is thin: orders of a test must not fill there.</summary>
public static class RegularHours
{
    /// <summary>
    /// The bars that overlap a regular session: of US equities those of 09:30 to 16:00 New York, to 13:00 on half days. Daily bars, crypto and
    /// macro series come back as they are, and so does a series of which nothing is left out.
    /// </summary>
    /// <param name="bars">Bars of any timeframe.</param>
    /// <param name="market">Calendar of the market.</param>
    public static BarSeries Of(BarSeries bars, Market market)
    {
        ArgumentNullException.ThrowIfNull(bars);
        if (market != Market.UsEquities || bars.Timeframe == Timeframe.D1)
            return bars;
        var inside = new bool[bars.Count];
        SessionFilter.Mark(TradingCalendar.For(market), bars.OpenTicks, bars.Timeframe.Length(), SessionHours.Regular, inside);
        if (!inside.Contains(false))
            return bars;
        var rows = new BarRows();
        for (var i = 0; i < inside.Length; i++)
        {
            if (inside[i])
                rows.Add(i, bars.OpenTicks[i], bars.Open[i], bars.High[i], bars.Low[i], bars.Close[i], bars.Volume[i]);
        }

        return rows.ToSeries(bars.Symbol, bars.Timeframe);
    }
}
