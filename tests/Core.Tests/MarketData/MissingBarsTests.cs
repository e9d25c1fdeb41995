using Serverless.Core.MarketData;
using Serverless.Core.Randomness;
using Serverless.Core.Tests.Strategies;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.MarketData;

public sealed class MissingBarsTests
{
    [Fact]
    public void Of_Crypto_CountsWhatAlignmentOnTheFullGridFinds()
    {
        var bars = RandomBars.Create(new SeededRandom(5), 500);
        var length = bars.Timeframe.Length().Ticks;
        long[] grid = [.. Enumerable.Range(0, (int)((bars.OpenTicks[^1] - bars.OpenTicks[0]) / length) + 1).Select(i => bars.OpenTicks[0] + (i * length))];
        var counts = BarAlignment.Align(bars, grid, new SkipMissing()).Counts;

        var missing = MissingBars.Of(bars, Market.Crypto, 0, bars.Count);

        Assert.Equal(new MissingBars(counts.Absent, counts.LongestGap), missing);
        Assert.True(missing.Count > 0);
    }

    [Fact]
    public void Of_NeighbouringParts_AddUpToTheWhole()
    {
        var bars = RandomBars.Create(new SeededRandom(6), 300);
        var whole = MissingBars.Of(bars, Market.Crypto, 0, bars.Count);

        for (var cut = 0; cut <= bars.Count; cut += 7)
            Assert.Equal(whole, MissingBars.Of(bars, Market.Crypto, 0, cut).And(MissingBars.Of(bars, Market.Crypto, cut, bars.Count - cut)));
    }

    [Fact]
    public void Of_WeekendOfAnExchange_IsNoGap()
    {
        // Friday, Monday, Wednesday: Tuesday is missing.
        long[] days = [.. new[] { 5, 8, 10 }.Select(day => new DateTime(2024, 1, day, 0, 0, 0, DateTimeKind.Utc).Ticks)];
        double[] prices = [1, 1, 1];
        var bars = new BarSeries("SPY", Timeframe.D1, days, prices, prices, prices, prices, prices);

        Assert.Equal(new MissingBars(1, 1), MissingBars.Of(bars, Market.UsEquities, 0, 3));
        Assert.Equal(new MissingBars(3, 2), MissingBars.Of(bars, Market.Crypto, 0, 3));
    }
}
