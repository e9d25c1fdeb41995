using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.Time;

public sealed class BarClockTests
{
    [Theory]
    [InlineData(Timeframe.H4, Market.Crypto, 2191.5)]
    [InlineData(Timeframe.D1, Market.Crypto, 365.25)]
    [InlineData(Timeframe.H1, Market.Crypto, 8766)]
    [InlineData(Timeframe.D1, Market.UsEquities, 252)]
    [InlineData(Timeframe.H1, Market.UsEquities, 1638)]
    [InlineData(Timeframe.D1, Market.Macro, 252)]
    public void BarsPerYear_OfTimeframe_FollowsTheCalendar(Timeframe timeframe, Market market, double expected) =>
        Assert.Equal(expected, timeframe.BarsPerYear(market));

    [Theory]
    [InlineData("2024-02-29T03:59:59.9999999Z", "2024-02-29T00:00:00Z")]
    [InlineData("2024-02-29T04:00:00Z", "2024-02-29T04:00:00Z")]
    [InlineData("2024-02-29T23:59:00Z", "2024-02-29T20:00:00Z")]
    public void OpenOf_H4_AlignsOnMidnightUtc(string time, string expected)
    {
        var ticks = DateTimeOffset.Parse(time, null).UtcTicks;

        Assert.Equal(DateTimeOffset.Parse(expected, null).UtcTicks, BarClock.OpenOf(ticks, TimeSpan.FromHours(4)));
    }

    [Fact]
    public void OpenOf_LengthThatDoesNotDivideADay_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BarClock.OpenOf(0, TimeSpan.FromHours(5)));

    [Fact]
    public void BarsPerYear_MoreThanADay_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BarClock.BarsPerYear(TimeSpan.FromDays(2), Market.Crypto));
}
