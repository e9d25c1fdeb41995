using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.MarketData;

public sealed class RegularHoursTests
{
    [Theory]
    [InlineData("2024-07-02", "13:30", "19:30", 13)] // summer time
    [InlineData("2024-01-02", "14:30", "20:30", 13)]
    [InlineData("2024-07-03", "13:30", "16:30", 7)] // half day
    public void Of_HalfHoursOfAWholeDay_AreThoseOfTheSession(string day, string first, string last, int count)
    {
        var bars = RegularHours.Of(Bars("SPY", Timeframe.M30, day, 48), Market.UsEquities);

        Assert.Equal(count, bars.Count);
        Assert.Equal((first, last), ($"{bars.OpenTime(0):HH:mm}", $"{bars.OpenTime(count - 1):HH:mm}"));
    }

    [Fact]
    public void Of_HourAcrossTheOpen_Stays()
    {
        var bars = RegularHours.Of(Bars("SPY", Timeframe.H1, "2024-01-02", 24), Market.UsEquities);

        Assert.Equal(["14", "15", "16", "17", "18", "19", "20"], Enumerable.Range(0, bars.Count).Select(i => $"{bars.OpenTime(i):HH}"));
    }

    [Fact]
    public void Of_Holiday_IsEmpty() => Assert.Equal(0, RegularHours.Of(Bars("SPY", Timeframe.M30, "2024-07-04", 48), Market.UsEquities).Count);

    [Theory]
    [InlineData(Timeframe.M30, Market.Crypto)]
    [InlineData(Timeframe.D1, Market.UsEquities)]
    [InlineData(Timeframe.D1, Market.Macro)]
    public void Of_MarketsAndBarsWithoutSuchHours_IsTheSeriesItself(Timeframe timeframe, Market market)
    {
        var bars = Bars("X", timeframe, "2024-07-04", 3);

        Assert.Same(bars, RegularHours.Of(bars, market));
    }

    private static BarSeries Bars(string symbol, Timeframe timeframe, string day, int count) => SyntheticMarket.Generate(
        symbol, timeframe, DateTimeOffset.ParseExact(day, "yyyy-MM-dd", null, System.Globalization.DateTimeStyles.AssumeUniversal), count, seed: 1);
}
