using System.Text.Json;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Randomness;
using Serverless.Core.Regimes;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.Regimes;

public sealed class VolatilityRegimeClassifierTests
{
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan EightHours = TimeSpan.FromHours(8);

    [Theory]
    [InlineData(Timeframe.H4, Market.Crypto, 180)]
    [InlineData(Timeframe.D1, Market.Crypto, 30)]
    [InlineData(Timeframe.D1, Market.UsEquities, 21)]
    public void Window_OfTimeframe_CoversThirtyDays(Timeframe timeframe, Market market, int expected) =>
        Assert.Equal(expected, VolatilityRegimeClassifier.Window(timeframe, market));

    [Fact]
    public void Snapshot_GoldenCone_MatchesNumpyPercentiles()
    {
        // The golden windows count 20 returns and 252 bars a year: daily US equities have 21, so the cone is read from the
        // volatilities that the same golden file gives, through the classifier's own quantiles.
        using var golden = JsonDocument.Parse(File.ReadAllText(SharedFolder.Path("golden/stats/realised_volatility_percentiles.json")));
        var cases = golden.RootElement.GetProperty("cases").EnumerateArray().ToDictionary(c => c.GetProperty("id").GetString()!);
        var close = cases["volatility_cone"].GetProperty("inputs").GetProperty("ohlc").EnumerateArray().Select(bar => bar[3].GetDouble()).ToArray();
        foreach (var cone in cases["volatility_cone"].GetProperty("expected").EnumerateObject())
        {
            var volatilities = new double[close.Length];
            RealisedVolatility.Compute(close, int.Parse(cone.Name, null), 252, volatilities);
            var sorted = volatilities.Where(double.IsFinite).Order().ToArray();
            var regimes = new VolatilityRegime[close.Length];
            VolatilityRegimeClassifier.Classify(volatilities, 1, regimes);

            var (p25, p50, p75) = (Expected(cone, "p25"), Expected(cone, "median"), Expected(cone, "p75"));
            Assert.Equal(p25, Quantile.OfSorted(sorted, 0.25), 1e-9);
            Assert.Equal(p50, Quantile.OfSorted(sorted, 0.5), 1e-9);
            Assert.Equal(p75, Quantile.OfSorted(sorted, 0.75), 1e-9);
            Assert.Equal(Label(Expected(cone, "last"), p25, p50, p75), regimes[^1]);
        }
    }

    [Fact]
    public void OfSorted_GoldenQuantiles_AreTypeSeven()
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(SharedFolder.Path("golden/stats/realised_volatility_percentiles.json")));
        var quantiles = golden.RootElement.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("id").GetString() == "quantiles_hyndman_fan");
        var sorted = quantiles.GetProperty("inputs").GetProperty("x").EnumerateArray().Select(x => x.GetDouble()).Order().ToArray();
        var shares = quantiles.GetProperty("inputs").GetProperty("p").EnumerateArray().Select(p => p.GetDouble());
        var expected = quantiles.GetProperty("expected").GetProperty("type7").EnumerateArray().Select(q => q.GetDouble());

        foreach (var (share, quantile) in shares.Zip(expected))
            Assert.Equal(quantile, Quantile.OfSorted(sorted, share), 1e-9);
    }

    [Fact]
    public void Classify_AnyBar_EqualsTheSnapshotOfItsClose()
    {
        var series = SyntheticMarket.Generate("SYN", Timeframe.D1, Start, 400, seed: 3);

        var regimes = VolatilityRegimeClassifier.Classify(series, Market.Crypto);

        for (var i = 0; i < series.Count; i++)
        {
            var asOf = new DateTimeOffset(series.OpenTime(i)).AddDays(1);
            var snapshot = VolatilityRegimeClassifier.Snapshot(series, Market.Crypto, asOf, EightHours);
            Assert.Equal(regimes[i], snapshot.Regime);
            Assert.Equal(asOf, snapshot.AsOf);
        }

        Assert.All(regimes[..59], regime => Assert.Equal(VolatilityRegime.Unknown, regime));
        Assert.Equal(4, regimes[59..].Distinct().Count());
        Assert.DoesNotContain(VolatilityRegime.Unknown, regimes[59..]);
    }

    [Fact]
    public void Classify_ChangedFuture_LeavesThePastUntouched()
    {
        var random = new SeededRandom(8);
        var values = Enumerable.Range(0, 500).Select(_ => Math.Abs(random.NextGaussian())).ToArray();
        var before = Classify(values, 20);
        for (var round = 0; round < 100; round++)
        {
            var cut = random.NextInt(values.Length);
            var changed = values[..cut].Concat(Enumerable.Range(0, random.NextInt(200)).Select(_ => 10 * random.NextDouble())).ToArray();

            Assert.Equal(before[..cut], Classify(changed, 20)[..cut]);
        }
    }

    [Fact]
    public void Classify_ValuesWithTies_EqualsTheDefinition()
    {
        var random = new SeededRandom(2);
        var values = Enumerable.Range(0, 300).Select(i => i % 37 == 0 ? double.NaN : random.NextInt(12)).ToArray();

        var regimes = Classify(values, 10);

        for (var i = 0; i < values.Length; i++)
        {
            var history = values[..(i + 1)].Where(double.IsFinite).Order().ToArray();
            var expected = double.IsNaN(values[i]) || history.Length < 10
                ? VolatilityRegime.Unknown
                : Label(values[i], Quantile.OfSorted(history, 0.25), Quantile.OfSorted(history, 0.5), Quantile.OfSorted(history, 0.75));
            Assert.Equal(expected, regimes[i]);
        }
    }

    [Fact]
    public void Classify_ConstantVolatility_IsLow() =>
        Assert.All(Classify([0.5, 0.5, 0.5, 0.5], 2)[1..], regime => Assert.Equal(VolatilityRegime.Low, regime));

    [Fact]
    public void Snapshot_OldLastBar_IsStale()
    {
        var series = SyntheticMarket.Generate("SYN", Timeframe.H4, Start, 400, seed: 3);
        var lastClose = new DateTimeOffset(series.OpenTime(399)).AddHours(4);

        Assert.False(VolatilityRegimeClassifier.Snapshot(series, Market.Crypto, lastClose.AddHours(8), EightHours).Stale);
        Assert.True(VolatilityRegimeClassifier.Snapshot(series, Market.Crypto, lastClose.AddHours(8).AddTicks(1), EightHours).Stale);
    }

    [Fact]
    public void Snapshot_BarStillOpen_DoesNotCount()
    {
        var series = SyntheticMarket.Generate("SYN", Timeframe.H4, Start, 400, seed: 3);
        var close = new DateTimeOffset(series.OpenTime(398)).AddHours(4);

        Assert.Equal(close, VolatilityRegimeClassifier.Snapshot(series, Market.Crypto, close.AddHours(4).AddTicks(-1), EightHours).AsOf);
    }

    [Fact]
    public void Snapshot_ShortHistory_IsUnknownAndSerialisable()
    {
        var series = SyntheticMarket.Generate("SYN", Timeframe.H4, Start, 100, seed: 3);

        var snapshot = VolatilityRegimeClassifier.Snapshot(series, Market.Crypto, Start.AddYears(1), EightHours);
        var none = VolatilityRegimeClassifier.Snapshot(series, Market.Crypto, Start, EightHours);

        Assert.Equal((VolatilityRegime.Unknown, null, true), (snapshot.Regime, snapshot.RealisedVolatility, snapshot.Stale));
        Assert.Equal((VolatilityRegime.Unknown, true), (none.Regime, none.Stale));
        Assert.Equal(snapshot, JsonSerializer.Deserialize<RegimeSnapshot>(JsonSerializer.Serialize(snapshot)));
    }

    private static VolatilityRegime[] Classify(double[] values, int minimumHistory)
    {
        var regimes = new VolatilityRegime[values.Length];
        VolatilityRegimeClassifier.Classify(values, minimumHistory, regimes);
        return regimes;
    }

    private static double Expected(JsonProperty cone, string name) => cone.Value.GetProperty(name).GetDouble();

    private static VolatilityRegime Label(double value, double p25, double p50, double p75)
    {
        if (value <= p25)
            return VolatilityRegime.Low;
        if (value <= p50)
            return VolatilityRegime.Normal;
        return value <= p75 ? VolatilityRegime.Elevated : VolatilityRegime.High;
    }
}
