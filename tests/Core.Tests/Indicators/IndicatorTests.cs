using Serverless.Core.Indicators;
using Serverless.Core.Randomness;
using Serverless.Core.Tests.Strategies;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.Indicators;

/// <summary>Each indicator against its definition, written out slowly.</summary>
public sealed class IndicatorTests
{
    private const int Count = 300;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(50)]
    public void Windows_RandomPrices_MatchTheirDefinitions(int period)
    {
        var bars = RandomBars.Create(new SeededRandom(period), Count);
        using var set = new IndicatorSet(bars, Market.Crypto);
        for (var i = 0; i < Count; i++)
        {
            if (i < period - 1)
            {
                Assert.True(double.IsNaN(set.Sma(period)[i]) && double.IsNaN(set.Deviation(period)[i]));
                Assert.True(double.IsNaN(set.HighestHigh(period)[i]) && double.IsNaN(set.LowestLow(period)[i]));
                continue;
            }

            var window = bars.Close.Slice(i - period + 1, period).ToArray();
            var mean = window.Average();
            Assert.Equal(mean, set.Sma(period)[i], 9);
            Assert.Equal(Math.Sqrt(window.Average(value => (value - mean) * (value - mean))), set.Deviation(period)[i], 9);
            Assert.Equal(bars.High.Slice(i - period + 1, period).ToArray().Max(), set.HighestHigh(period)[i]);
            Assert.Equal(bars.Low.Slice(i - period + 1, period).ToArray().Min(), set.LowestLow(period)[i]);
        }
    }

    [Fact]
    public void Ema_FivePrices_MatchesHandCalculation()
    {
        var result = new double[5];

        ExponentialMovingAverage.Compute([2, 4, 6, 10, 2], 3, result);

        // Seed (2 + 4 + 6) ÷ 3 = 4; weight ½: 4 + 3 = 7; 7 − 2.5 = 4.5.
        Assert.Equal([double.NaN, double.NaN, 4, 7, 4.5], result);
    }

    [Fact]
    public void Rsi_FourPrices_MatchesHandCalculation()
    {
        var result = new double[5];

        RelativeStrengthIndex.Compute([10, 12, 11, 11, 15], 2, result);

        // Changes +2 −1 0 +4: averages (1, ½), (½, ¼), (2¼, ⅛).
        Assert.Equal([double.NaN, double.NaN], result[..2]);
        Assert.Equal(100 * 1 / 1.5, result[2], 12);
        Assert.Equal(100 * 0.5 / 0.75, result[3], 12);
        Assert.Equal(100 * 2.25 / 2.375, result[4], 12);
    }

    [Fact]
    public void Rsi_FlatPrices_IsFifty()
    {
        var result = new double[4];

        RelativeStrengthIndex.Compute([5, 5, 5, 5], 2, result);

        Assert.Equal([50, 50], result[2..]);
    }

    [Fact]
    public void Atr_GapBetweenBars_CountsTheGap()
    {
        var result = new double[3];

        AverageTrueRange.Compute([11, 16, 16], [9, 15, 12], [10, 15, 13], 2, result);

        // Ranges 2, max(1, 6, 5) = 6, max(4, 1, 3) = 4: mean 4, then 4 + (4 − 4) ÷ 2.
        Assert.Equal([double.NaN, 4, 4], result);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void Column_PeriodBelowOne_IsRefused(int period)
    {
        using var set = new IndicatorSet(RandomBars.Create(new SeededRandom(1), 10), Market.Crypto);

        Assert.Throws<ArgumentOutOfRangeException>(() => set.Sma(period).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => set.HighestHigh(period).Length);
    }

    [Fact]
    public void Columns_SeriesShorterThanThePeriod_AreNotANumber()
    {
        using var set = new IndicatorSet(RandomBars.Create(new SeededRandom(1), 5), Market.Crypto);

        foreach (var column in (double[][])[
            set.Sma(9).ToArray(), set.Ema(9).ToArray(), set.Rsi(9).ToArray(), set.Atr(9).ToArray(), set.Deviation(9).ToArray(),
            set.HighestHigh(9).ToArray(), set.LowestLow(9).ToArray(), set.Volatility(9).ToArray()])
        {
            Assert.Equal(5, column.Length);
            Assert.All(column, value => Assert.Equal(double.NaN, value));
        }
    }

    [Fact]
    public void Column_AskedForAgain_IsComputedOnce()
    {
        using var set = new IndicatorSet(RandomBars.Create(new SeededRandom(1), 50), Market.Crypto);
        var computed = 0;
        var feature = new Feature
        {
            Name = "counter",
            Outputs = [new("value", _ => 0)],
            Parameters = [],
            Convention = "counts its computations",
            Source = "this test",
            Compute = (_, _, _) => computed++,
        };

        set.Column(feature, new(5));
        set.Column(feature, new(5));
        set.Column(feature, new(6));

        Assert.Equal(2, computed);
        Assert.True(set.Sma(5) == set.Sma(5));
    }
}
