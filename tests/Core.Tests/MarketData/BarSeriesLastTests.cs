using Serverless.Core.MarketData;

namespace Serverless.Core.Tests.MarketData;

public sealed class BarSeriesLastTests
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Last_SpanOfThreeBars_KeepsTheLastThree()
    {
        var series = SyntheticMarket.Generate("X", Timeframe.H4, Start, 10, seed: 1);

        var last = series.Last(TimeSpan.FromHours(12));

        Assert.Equal([series[7], series[8], series[9]], [last[0], last[1], last[2]]);
        Assert.Equal(3, last.Count);
    }

    [Fact]
    public void Last_SpanBeyondTheStart_KeepsAll() =>
        Assert.Equal(10, SyntheticMarket.Generate("X", Timeframe.H4, Start, 10, seed: 1).Last(TimeSpan.FromDays(9)).Count);

    [Fact]
    public void Last_EmptySeries_IsEmpty() =>
        Assert.Equal(0, SyntheticMarket.Generate("X", Timeframe.H4, Start, 0, seed: 1).Last(TimeSpan.FromDays(9)).Count);
}
