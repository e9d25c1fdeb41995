using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.MarketData;

public sealed class BarAvailabilityTests
{
    [Theory]
    [InlineData(Timeframe.D1, Market.UsEquities, "2024-01-16", "2024-01-16T21:00")]
    [InlineData(Timeframe.D1, Market.UsEquities, "2024-07-16", "2024-07-16T20:00")]
    [InlineData(Timeframe.D1, Market.UsEquities, "2024-07-16T04:00", "2024-07-16T20:00")] // Stamped with midnight in New York.
    [InlineData(Timeframe.D1, Market.UsEquities, "2024-07-03", "2024-07-03T17:00")] // Half day.
    [InlineData(Timeframe.D1, Market.UsEquities, "2024-11-29", "2024-11-29T18:00")]
    [InlineData(Timeframe.D1, Market.UsEquities, "2024-03-08", "2024-03-08T21:00")] // Around the change of the clocks.
    [InlineData(Timeframe.D1, Market.UsEquities, "2024-03-11", "2024-03-11T20:00")]
    [InlineData(Timeframe.D1, Market.UsEquities, "2024-07-04", "2024-07-05T04:00")] // No session that day.
    [InlineData(Timeframe.H1, Market.UsEquities, "2024-07-16T13:30", "2024-07-16T14:30")]
    [InlineData(Timeframe.D1, Market.Crypto, "2024-07-16", "2024-07-17")]
    [InlineData(Timeframe.H4, Market.Crypto, "2024-07-16T20:00", "2024-07-17")]
    [InlineData(Timeframe.D1, Market.Macro, "2024-07-16", "2024-07-16T20:15")] // VIX.
    public void KnownTicks_OfABar_IsWhenItClosed(Timeframe timeframe, Market market, string open, string known) =>
        Assert.Equal([Ticks(known)], BarAvailability.KnownTicks(Bars("VIX", timeframe, [Ticks(open)]), market));

    [Fact]
    public void Align_DailyBarsToFourHourlyDecisions_SeeOnlySessionsThatHaveClosed()
    {
        // Sessions around changes of the clocks, half days, and any other.
        var calendar = TradingCalendar.For(Market.UsEquities);
        var starts = Gen.OneOf(
            Gen.Elements(Day("2024-03-06"), Day("2024-10-30"), Day("2024-07-01"), Day("2024-11-26"), Day("2023-12-21")),
            Gen.Choose(0, 35 * 365).Select(new DateOnly(1990, 1, 1).AddDays));

        Prop.ForAll(starts.ToArbitrary(), start =>
        {
            var dates = Enumerable.Range(0, 14).Select(start.AddDays).Where(calendar.IsSession).ToArray();
            var bars = Bars("SPY", Timeframe.D1, Array.ConvertAll(dates, date => date.ToDateTime(default).Ticks));
            var decisions = Enumerable.Range(0, 14 * 6).Select(i => start.ToDateTime(default).AddHours(4 * i).Ticks).ToArray();
            var rows = new int[decisions.Length];
            PointInTime.Align(BarAvailability.KnownTicks(bars, Market.UsEquities), decisions, rows);
            return rows.SequenceEqual(decisions.Select(decision => Array.FindLastIndex(dates, date => Closed(date) <= decision)));
        }).QuickCheckThrowOnFailure();

        long Closed(DateOnly date) => calendar.TryGetSession(date, out var session) ? session.CloseTicks : long.MaxValue;
    }

    [Theory]
    [InlineData("2024-01-17T20:00", "2024-01-16")] // Winter: at 20:00 UTC the session still runs.
    [InlineData("2024-01-18T00:00", "2024-01-17")]
    [InlineData("2024-07-17T16:00", "2024-07-16")]
    [InlineData("2024-07-17T20:00", "2024-07-17")] // Summer: it has just closed.
    [InlineData("2024-07-03T16:00", "2024-07-02")]
    [InlineData("2024-07-03T20:00", "2024-07-03")]
    [InlineData("2024-07-05T16:00", "2024-07-03")]
    public void Align_RealSpy_ShowsTheLastClosedDay(string decision, string expected)
    {
        var dates = SharedFolder.Lines("data/equity/SPY_1d_raw_1993-01_2025-12.csv.gz").Skip(1).Select(line => Ticks(line[..10])).ToArray();
        var rows = new int[1];

        PointInTime.Align(BarAvailability.KnownTicks(Bars("SPY", Timeframe.D1, dates), Market.UsEquities), [Ticks(decision)], rows);

        Assert.Equal(Ticks(expected), dates[rows[0]]);
    }

    private static BarSeries Bars(string symbol, Timeframe timeframe, long[] openTicks)
    {
        var ones = Enumerable.Repeat(1.0, openTicks.Length).ToArray();
        return new BarSeries(symbol, timeframe, openTicks, ones, ones, ones, ones, ones);
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private static long Ticks(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture).Ticks;
}
