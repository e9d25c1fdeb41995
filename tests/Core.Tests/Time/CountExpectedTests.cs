using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.Time;

public sealed class CountExpectedTests
{
    [Theory]
    [InlineData(Market.UsEquities, Timeframe.D1, "2024-07-03", "2024-07-05", 0)]
    [InlineData(Market.UsEquities, Timeframe.D1, "2024-07-02", "2024-07-05", 1)]
    [InlineData(Market.UsEquities, Timeframe.D1, "2001-09-10", "2001-09-17", 0)]
    [InlineData(Market.UsEquities, Timeframe.D1, "2024-07-03T04:00", "2024-07-05T04:00", 0)] // Stamped with midnight in New York.
    [InlineData(Market.Crypto, Timeframe.D1, "2024-07-03", "2024-07-06", 2)]
    [InlineData(Market.Macro, Timeframe.D1, "2024-10-11", "2024-10-15", 0)]
    [InlineData(Market.UsEquities, Timeframe.H1, "2024-07-02T19:00", "2024-07-03T13:00", 0)]
    [InlineData(Market.UsEquities, Timeframe.H1, "2024-07-02T18:00", "2024-07-03T14:00", 2)]
    [InlineData(Market.UsEquities, Timeframe.H1, "2024-07-03T16:00", "2024-07-05T13:00", 0)] // Half day, holiday.
    [InlineData(Market.UsEquities, Timeframe.H1, "2024-07-02T19:30", "2024-07-03T13:30", 0)] // Hours counted from the open.
    [InlineData(Market.UsEquities, Timeframe.H1, "2024-03-08T20:30", "2024-03-11T13:30", 0)] // Over a change of the clocks.
    [InlineData(Market.UsEquities, Timeframe.H4, "2024-11-01T16:00", "2024-11-04T12:00", 0)] // 20:00 is the close in summer time.
    [InlineData(Market.UsEquities, Timeframe.H4, "2024-11-04T16:00", "2024-11-05T12:00", 1)] // In winter 20:00 to 21:00 is open.
    [InlineData(Market.UsEquities, Timeframe.M1, "2024-11-29T17:59", "2024-12-02T14:30", 0)]
    [InlineData(Market.UsEquities, Timeframe.M1, "2024-11-29T17:00", "2024-12-02T14:40", 69)]
    [InlineData(Market.Crypto, Timeframe.H4, "2024-07-03T20:00", "2024-07-05T00:00", 6)]
    [InlineData(Market.Crypto, Timeframe.M1, "2024-07-03T20:00", "2024-07-03T20:01", 0)]
    public void CountExpected_BetweenTwoBars_LeavesClosedHoursOut(Market market, Timeframe timeframe, string after, string before, int expected) =>
        Assert.Equal(expected, TradingCalendar.For(market).CountExpected(timeframe.Length(), Ticks(after), Ticks(before)));

    [Fact]
    public void CountExpected_AnyTwoBars_EqualsCountingBarByBar() =>
        Prop.ForAll(Pairs(Timeframe.M30, Timeframe.H1, Timeframe.H4).ToArbitrary(), pair =>
            TradingCalendar.For(pair.Market).CountExpected(pair.Timeframe.Length(), pair.After, pair.Before)
                == WalkSlowly(pair.Market, pair.Timeframe.Length().Ticks, pair.After, pair.Before).Count()).QuickCheckThrowOnFailure();

    [Fact]
    public void ExpectedOpens_AnyTwoBars_AreThoseFoundBarByBar() =>
        Prop.ForAll(Pairs(Timeframe.M30, Timeframe.H1, Timeframe.H4).ToArbitrary(), pair => Assert.Equal(
            WalkSlowly(pair.Market, pair.Timeframe.Length().Ticks, pair.After, pair.Before), Opens(pair))).QuickCheckThrowOnFailure();

    [Fact]
    public void ExpectedOpens_AnyTwoBars_AreAsManyAsCountedBetweenThemOnTheSameSteps() =>
        Prop.ForAll(Pairs(Timeframe.M1, Timeframe.H1, Timeframe.H4, Timeframe.D1).ToArbitrary(), pair =>
        {
            var opens = Opens(pair);

            Assert.Equal(TradingCalendar.For(pair.Market).CountExpected(pair.Timeframe.Length(), pair.After, pair.Before), opens.Length);
            Assert.All(opens, open => Assert.Equal(0, (open - pair.After) % pair.Timeframe.Length().Ticks));
            long[] all = [pair.After, .. opens, pair.Before];
            Assert.All(all.Zip(all.Skip(1)), step => Assert.True(step.First < step.Second));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(Timeframe.D1, "2024-07-02T04:00", "2024-07-08T04:00", "2024-07-03T04:00", "2024-07-05T04:00")] // Holiday, weekend.
    [InlineData(Timeframe.H1, "2024-07-02T18:30", "2024-07-03T14:30", "2024-07-02T19:30", "2024-07-03T13:30")]
    [InlineData(Timeframe.H4, "2024-11-04T16:00", "2024-11-05T12:00", "2024-11-04T20:00")]
    public void ExpectedOpens_OverClosedHours_LeavesThemOut(Timeframe timeframe, string after, string before, params string[] expected) =>
        Assert.Equal(expected.Select(Ticks), Opens((Market.UsEquities, timeframe, Ticks(after), Ticks(before))));

    private static long[] Opens((Market Market, Timeframe Timeframe, long After, long Before) pair) =>
        TradingCalendar.For(pair.Market).ExpectedOpens(pair.Timeframe.Length(), pair.After, pair.Before);

    private static Gen<(Market Market, Timeframe Timeframe, long After, long Before)> Pairs(params Timeframe[] timeframes) =>
        from market in Gen.Elements(Market.Crypto, Market.UsEquities, Market.Macro)
        from timeframe in Gen.Elements(timeframes)
        from start in Gen.Choose(0, 40 * 365 * 24)
        from phase in Gen.Elements(0, 0, 30)
        from steps in Gen.Choose(1, 600)
        let length = timeframe.Length().Ticks
        let after = ((new DateTime(1990, 1, 1).Ticks + (start * TimeSpan.TicksPerHour)) / length * length) + (phase * TimeSpan.TicksPerMinute)
        select (market, timeframe, after, after + (steps * length));

    private static IEnumerable<long> WalkSlowly(Market market, long length, long after, long before)
    {
        for (var bar = after + length; bar + length <= before; bar += length)
        {
            var day = DateOnly.FromDateTime(new DateTime(bar));
            var overlaps = Enumerable.Range(-1, 3).Any(offset => TradingCalendar.For(market).TryGetSession(day.AddDays(offset), out var session)
                && session.OpenTicks < bar + length && bar < session.CloseTicks);
            if (overlaps)
                yield return bar;
        }
    }

    private static long Ticks(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture).Ticks;
}
