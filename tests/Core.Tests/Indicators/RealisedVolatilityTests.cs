using System.Text.Json;
using Serverless.Core.Indicators;
using Serverless.Core.Randomness;

namespace Serverless.Core.Tests.Indicators;

public sealed class RealisedVolatilityTests
{
    [Fact]
    public void Compute_GoldenSeries_MatchesNumpy()
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(SharedFolder.Path("golden/stats/realised_volatility_percentiles.json")));
        var rolling = golden.RootElement.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("id").GetString() == "close_to_close_rolling");
        var close = rolling.GetProperty("inputs").GetProperty("ohlc").EnumerateArray().Select(bar => bar[3].GetDouble()).ToArray();
        var expected = rolling.GetProperty("expected").GetProperty("rolling_vol_ddof1_mean_removed").EnumerateArray().Select(v => v.GetDouble()).ToArray();

        var actual = Compute(close, 20, 252);

        Assert.Equal(expected.Length, actual.Count(double.IsFinite));
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i + 20], 1e-12 + (1e-9 * expected[i]));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(17)]
    [InlineData(180)]
    public void Compute_AnyWindow_EqualsTwoPassDefinition(int window)
    {
        var close = RandomPrices(seed: window, count: 1_000, volatility: 0.02);

        var actual = Compute(close, window, 2191.5);

        for (var i = 0; i < close.Length; i++)
        {
            if (i < window)
                Assert.True(double.IsNaN(actual[i]));
            else
                Assert.Equal(TwoPass(close, i, window, 2191.5), actual[i], 1e-12 * actual[i]);
        }
    }

    [Fact]
    public void Compute_TinyReturnsAfterACrash_KeepsTheirDigits()
    {
        var close = RandomPrices(seed: 9, count: 400, volatility: 1e-9);
        for (var i = 100; i < close.Length; i++)
            close[i] *= 1e-3;

        var actual = Compute(close, 20, 252);

        for (var i = 121; i < close.Length; i++)
            Assert.Equal(TwoPass(close, i, 20, 252), actual[i], 1e-9 * actual[i]);
    }

    [Fact]
    public void Compute_ConstantPrice_IsZero() =>
        Assert.All(Compute(Enumerable.Repeat(0.1, 50).ToArray(), 10, 252).Skip(10), value => Assert.Equal(0.0, value));

    [Fact]
    public void Compute_OneZeroPrice_SpoilsOnlyTheWindowsThatHoldIt()
    {
        var close = RandomPrices(seed: 1, count: 60, volatility: 0.02);
        close[30] = 0;

        var actual = Compute(close, 5, 252);

        // The returns into and out of bar 30 are in the windows that end at bars 30 … 35.
        for (var i = 5; i < close.Length; i++)
            Assert.Equal(i is < 30 or > 35, double.IsFinite(actual[i]));
    }

    [Fact]
    public void Compute_ChangedFuture_LeavesThePastUntouched()
    {
        var random = new SeededRandom(4);
        var close = RandomPrices(seed: 2, count: 300, volatility: 0.02);
        var before = Compute(close, 30, 252);
        for (var round = 0; round < 50; round++)
        {
            var cut = random.NextInt(close.Length);
            var changed = close[..cut].Concat(RandomPrices(seed: round, count: random.NextInt(100), volatility: 0.1)).ToArray();

            Assert.Equal(before[..cut], Compute(changed, 30, 252)[..cut]);
        }
    }

    [Fact]
    public void Compute_FewerBarsThanTheWindow_IsAllNaN() => Assert.All(Compute([1, 2, 3], 3, 252), value => Assert.True(double.IsNaN(value)));

    [Theory]
    [InlineData(1, 252)]
    [InlineData(5, 0)]
    [InlineData(5, -1)]
    public void Compute_ArgumentOutOfRange_Throws(int window, double barsPerYear) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Compute([1, 2, 3], window, barsPerYear));

    [Fact]
    public void Compute_LengthsDiffer_Throws() =>
        Assert.Throws<ArgumentException>(() => RealisedVolatility.Compute([1, 2, 3], 2, 252, new double[2]));

    private static double[] Compute(double[] close, int window, double barsPerYear)
    {
        var result = new double[close.Length];
        RealisedVolatility.Compute(close, window, barsPerYear, result);
        return result;
    }

    private static double TwoPass(double[] close, int at, int window, double barsPerYear)
    {
        var returns = Enumerable.Range(at - window + 1, window).Select(i => Math.Log(close[i] / close[i - 1])).ToArray();
        var mean = returns.Average();
        return Math.Sqrt(returns.Sum(r => (r - mean) * (r - mean)) / (window - 1) * barsPerYear);
    }

    private static double[] RandomPrices(long seed, int count, double volatility)
    {
        var random = new SeededRandom(seed);
        var price = 100.0;
        return Enumerable.Range(0, count).Select(_ => price *= 1 + (volatility * random.NextGaussian())).ToArray();
    }
}
