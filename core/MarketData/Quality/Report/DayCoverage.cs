using Serverless.Core.Time;

namespace Serverless.Core.MarketData.Quality.Report;

/// <summary>Bars of one day of the market.</summary>
/// <param name="Date">UTC date of daily bars and of crypto-assets, else the date in New York.</param>
/// <param name="Present">Bars that there are.</param>
/// <param name="Missing">Bars that the calendar expects besides.</param>
internal readonly record struct DayCoverage(DateOnly Date, int Present, int Missing)
{
    /// <summary>Days with bars or missing bars, in order.</summary>
    public static IReadOnlyList<DayCoverage> Of(BarSeries series, Market market)
    {
        var days = new SortedDictionary<DateOnly, DayCoverage>();
        var isUtc = market == Market.Crypto || series.Timeframe == Timeframe.D1;
        for (var i = 0; i < series.Count; i++)
            Add(DateOf(series.OpenTicks[i], isUtc), 1, 0);
        foreach (var gap in Gaps.Find(series, market, QualityThresholds.Default))
        {
            var (after, before) = (series.OpenTicks[gap.FirstBar], series.OpenTicks[gap.LastBar]);
            var counted = 0;
            for (var date = DateOf(after, isUtc); counted < (int)gap.Value; date = date.AddDays(1))
            {
                var end = Math.Min(before, StartOf(date.AddDays(1), isUtc));
                var missing = TradingCalendar.For(market).CountExpected(series.Timeframe.Length(), after, end);
                if (missing > counted)
                    Add(date, 0, missing - counted);
                counted = missing;
            }
        }

        return [.. days.Values];

        void Add(DateOnly date, int present, int missing)
        {
            var day = days.GetValueOrDefault(date);
            days[date] = new DayCoverage(date, day.Present + present, day.Missing + missing);
        }
    }

    private static DateOnly DateOf(long utcTicks, bool isUtc) =>
        DateOnly.FromDayNumber((int)((isUtc ? utcTicks : NewYorkTime.FromUtc(utcTicks)) / TimeSpan.TicksPerDay));

    private static long StartOf(DateOnly date, bool isUtc) =>
        isUtc ? date.DayNumber * TimeSpan.TicksPerDay : NewYorkTime.ToUtc(date.DayNumber * TimeSpan.TicksPerDay);
}
