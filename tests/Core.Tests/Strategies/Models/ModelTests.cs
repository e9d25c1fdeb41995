using System.Globalization;
using Serverless.Core.MarketData;
using Serverless.Core.Randomness;
using Serverless.Core.Regimes;
using Serverless.Core.Strategies;
using Serverless.Core.Strategies.Models;
using Serverless.Core.Tests.Portfolio;
using Serverless.Core.Tests.Regimes;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.Strategies.Models;

public sealed class ModelTests
{
    private static readonly MarketRegimeState RiskOn = Regime.Of(crypto: CryptoRegime.RiskOn);

    public static TheoryData<string> Names => [.. ModelCatalog.All.Select(model => model.Schema.Name)];

    [Fact]
    public void All_Catalog_HasTheThreeModelsWithTheirVersions()
    {
        Assert.Equal(
            ["CryptoMomentumModel_v1@1.0.0", "EquityTrendModel_v1@1.0.0", "IndexMeanReversionModel_v1@1.1.0"],
            ModelCatalog.All.Select(model => new ModelInstance(model).Id));
        Assert.All(ModelCatalog.All, model => Assert.EndsWith($"_v{model.Version.Major}", model.Schema.Name, StringComparison.Ordinal));
        Assert.Contains("did you mean 'EquityTrendModel_v1'", Assert.Throws<ArgumentException>(() => ModelCatalog.Get("EquityTrend_v1")).Message);
    }

    [Theory]
    // Computed apart from the platform, from closes of the file: price against 200-day average, mean of 126- and 252-day returns.
    [InlineData("2020-02-19", true)] // SPY 338.34 > 303.36, +15.7 % and +21.8 %.
    [InlineData("2020-03-23", false)] // 222.95 < 303.31.
    [InlineData("2020-06-08", true)] // 323.20 > 300.52, +3.6 % and +12.4 %.
    [InlineData("2022-06-16", false)] // 366.65 < 441.44.
    [InlineData("2023-01-31", false)] // 406.48 > 394.49, but −1.0 % and −8.0 %.
    [InlineData("2023-07-31", true)] // 457.79 > 406.92, +12.9 % and +12.7 %.
    [InlineData("2025-04-08", false)] // 496.48 < 573.98.
    public void EquityTrend_RealDates_DecidesAsComputedByHand(string date, bool isLong)
    {
        using var market = new ModelMarket([(RealSeries.Spy, Market.UsEquities), (RealSeries.Qqq, Market.UsEquities)]);

        var decision = Instance("EquityTrendModel_v1").Decide(market, At(date + "T21:30"), Regime.Of(), ModelState.Empty);

        Assert.Equal(isLong ? [("SPY", 0.5), ("QQQ", 0.5)] : [("SPY", 0.0), ("QQQ", 0.0)], decision.Targets.Select(target => (target.Asset, target.Weight)));
        Assert.Empty(decision.Skipped);
    }

    [Theory]
    // As above: mean of 30- and 60-day returns.
    [InlineData("2019-06-27", CryptoRegime.RiskOn, 1)] // +49.5 % and +147 % to the close of the 26th.
    [InlineData("2019-06-27", CryptoRegime.RiskOff, 0)]
    [InlineData("2019-10-16", CryptoRegime.RiskOn, 0)] // −20.8 % and −21.0 %.
    [InlineData("2021-05-31", CryptoRegime.RiskOn, 0)] // −38.2 % and −39.3 %.
    [InlineData("2023-04-14", CryptoRegime.RiskOn, 1)] // +23.1 % and +39.4 %.
    public void CryptoMomentum_RealDates_FollowsMomentumWithinTheRegime(string date, CryptoRegime regime, double weight)
    {
        using var market = new ModelMarket([(RealSeries.Btc, Market.Crypto)]);

        var decision = new ModelInstance(ModelCatalog.Get("CryptoMomentumModel_v1"), universe: ["BTCUSDT"])
            .Decide(market, At(date + "T00:00"), Regime.Of(crypto: regime), ModelState.Empty);

        Assert.Equal(weight, Assert.Single(decision.Targets).Weight);
    }

    [Fact]
    public void IndexMeanReversion_RealHours_TradesAsComputedByHand()
    {
        var bars = Resampler.Resample(RealSeries.Hourly("SPY"), Timeframe.H4).Series;
        using var market = new ModelMarket([(bars, Market.UsEquities)]);
        var model = new ModelInstance(ModelCatalog.Get("IndexMeanReversionModel_v1"), universe: ["SPY"]);

        var trades = new List<string>();
        var state = ModelState.Empty;
        foreach (var time in market.Times)
        {
            var decision = model.Decide(market, time, Regime.Of(), state);
            var next = state.After(decision, time);
            if (next.Holdings.Count != state.Holdings.Count)
                trades.Add($"{(next.Holdings.Count > 0 ? "in" : "out")} {time:yyyy-MM-ddTHH}");
            state = next;
        }

        // Computed apart from the platform, from the same file, with Wilder's index and population deviations.
        Assert.Equal(
            [
                "in 2024-07-26T00", "out 2024-07-31T00", "in 2024-08-05T16", "out 2024-08-09T00", "in 2024-09-06T16", "out 2024-09-11T16",
                "in 2024-11-01T00", "out 2024-11-06T00", "in 2024-12-19T00", "out 2024-12-24T00", "in 2025-02-25T16", "out 2025-03-03T16",
                "in 2025-03-04T16", "out 2025-03-10T16", "in 2025-03-10T20", "out 2025-03-15T00", "in 2025-04-03T16", "out 2025-04-08T16",
                "in 2025-08-01T16", "out 2025-08-05T00", "in 2025-10-10T20", "out 2025-10-15T16", "in 2025-11-18T16", "out 2025-11-20T16",
            ],
            trades);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Decide_NotEnoughBars_SkipsAndHoldsWhatWasHeld(string name)
    {
        var model = Instance(name);
        using var market = RandomMarket(model, new SeededRandom(1), 8);
        var held = ModelState.Empty.After(new ModelDecision([new ModelTarget(model.Universe[0], 0.3)]), At("2020-01-01T00:00"));

        var decision = model.Decide(market, At("2020-01-05T00:00"), RiskOn, held);

        Assert.Equal(model.Universe, decision.Skipped.Select(skipped => skipped.Asset));
        Assert.Equal([new ModelTarget(model.Universe[0], 0.3)], decision.Targets);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Decide_AnyFutureReplaced_StaysTheSame(string name)
    {
        var model = Instance(name);
        var positions = 0;
        for (var trial = 0; trial < 3; trial++)
        {
            var random = new SeededRandom(trial).Fork(name);
            var bars = Series(model, random, 700);
            var cut = 300 + random.NextInt(350);
            var now = bars[0].OpenTime(cut) + bars[0].Timeframe.Length();
            var altered = bars.Select(one => WithOtherPricesAfter(one, now, random)).ToList();

            var one = Decisions(model, bars, now);
            var other = Decisions(model, altered, now);

            Assert.Equal(one, other);
            positions += one.Count(text => text.Contains("0.5", StringComparison.Ordinal));
        }

        Assert.True(positions > 0, "No position was ever taken: the test would see nothing.");
    }

    [Fact]
    public void Decide_RealFutureCutOff_StaysTheSame()
    {
        var (spy, qqq) = (RealSeries.Spy, RealSeries.Qqq);
        var model = Instance("EquityTrendModel_v1");
        var random = new SeededRandom(3);
        using var whole = new ModelMarket([(spy, Market.UsEquities), (qqq, Market.UsEquities)]);
        for (var trial = 0; trial < 20; trial++)
        {
            var row = 2_000 + random.NextInt(6_000);
            var time = new DateTimeOffset(spy.OpenTime(row)).AddHours(22);
            using var known = new ModelMarket([(spy.Slice(0, row + 1), Market.UsEquities), (qqq.Slice(0, qqq.IndexAtOrAfter(spy.OpenTicks[row] + 1)), Market.UsEquities)]);

            Assert.Equal(
                model.Decide(known, time, RiskOn, ModelState.Empty).Targets,
                model.Decide(whole, time, RiskOn, ModelState.Empty).Targets);
        }
    }

    [Fact]
    public void Decide_HeldForLong_MeanReversionLeaves()
    {
        // Falls for ever: nothing but the clock ends the position.
        var closes = Enumerable.Range(0, 60).Select(i => i < 50 ? 100 + (i % 2) : 100 - (2.0 * (i - 49))).ToArray();
        var bars = Bars("SPY", Timeframe.H4, closes);
        using var market = new ModelMarket([(bars, Market.Crypto)]);
        var model = new ModelInstance(ModelCatalog.Get("IndexMeanReversionModel_v1"), new Dictionary<string, double> { ["maxHours"] = 16 }, ["SPY"]);

        var weights = new List<double>();
        var state = ModelState.Empty;
        foreach (var time in market.Times)
        {
            var decision = model.Decide(market, time, Regime.Of(), state);
            state = state.After(decision, time);
            weights.Add(decision.Targets.SingleOrDefault()?.Weight ?? 0);
        }

        // Oversold once, four bars held, and not again while it stays oversold.
        Assert.Equal(4, weights.Count(weight => weight == 1));
        Assert.Equal(0, weights[^1]);
    }

    [Fact]
    public void Decide_ForeignAssetOrTooMuch_NamesModelAndAsset()
    {
        using var market = new ModelMarket([]);

        Assert.Contains("Stub_v2@2.1.0: BTC is not of its universe, SPY", Fails([new("BTC", 1)]));
        Assert.Contains("Stub_v2@2.1.0: the target of SPY is NaN", Fails([new("SPY", double.NaN)]));

        string Fails(ModelTarget[] targets) => Assert.Throws<InvalidOperationException>(
            () => new ModelInstance(new Stub(targets)).Decide(market, default, Regime.Of(), ModelState.Empty)).Message;
    }

    [Fact]
    public void Constructor_UnusableConfiguration_NamesTheFault()
    {
        var model = ModelCatalog.Get("EquityTrendModel_v1");

        Assert.Contains("did you mean 'average'", Assert.Throws<ArgumentException>(() => new ModelInstance(model, new Dictionary<string, double> { ["avrage"] = 100 })).Message);
        Assert.Contains("from 20 to 400", Assert.Throws<ArgumentException>(() => new ModelInstance(model, new Dictionary<string, double> { ["average"] = 1 })).Message);
        Assert.Contains("each once: SPY, SPY", Assert.Throws<ArgumentException>(() => new ModelInstance(model, universe: ["SPY", "SPY"])).Message);
    }

    [Fact]
    public void After_SideKeptOrTurned_RemembersSinceWhen()
    {
        var first = ModelState.Empty.After(new ModelDecision([new("A", 0.2), new("B", 0.2)]), At("2024-01-01T00:00"));
        var second = first.After(new ModelDecision([new("A", 0.4), new("B", -0.2)]), At("2024-01-02T00:00"));
        var third = second.After(new ModelDecision([new("A", 0)]), At("2024-01-03T00:00"));

        Assert.Equal(new ModelHolding(0.4, At("2024-01-01T00:00")), second.Holdings["A"]);
        Assert.Equal(new ModelHolding(-0.2, At("2024-01-02T00:00")), second.Holdings["B"]);
        Assert.Empty(third.Holdings);
    }

    [Fact]
    public void Versions_Compared_FollowPrecedence()
    {
        Assert.True(new SemanticVersion(1, 9, 9) < new SemanticVersion(2, 0, 0));
        Assert.True(new SemanticVersion(1, 10, 0) > new SemanticVersion(1, 9, 9));
    }

    private static List<string> Decisions(ModelInstance model, IReadOnlyList<BarSeries> bars, DateTime until)
    {
        using var market = new ModelMarket(bars.Select(one => (one, Market.Crypto)));
        var state = ModelState.Empty;
        var texts = new List<string>();
        foreach (var time in market.Times.Where(time => time.UtcDateTime <= until))
        {
            var decision = model.Decide(market, time, RiskOn, state);
            state = state.After(decision, time);
            texts.Add($"{time:u} {string.Join(" ", decision.Targets)} {string.Join(" ", decision.Skipped)}");
        }

        return texts;
    }

    private static BarSeries WithOtherPricesAfter(BarSeries bars, DateTime now, SeededRandom random)
    {
        var closes = bars.Close.ToArray();
        for (var i = bars.IndexAtOrAfter(now.Ticks - bars.Timeframe.Length().Ticks + 1); i < closes.Length; i++)
            closes[i] *= 1 + (3 * random.NextDouble());
        return new BarSeries(bars.Symbol, bars.Timeframe, bars.OpenTicks.ToArray(), closes, closes, closes, closes, closes);
    }

    private static ModelMarket RandomMarket(ModelInstance model, SeededRandom random, int count) =>
        new(Series(model, random, count).Select(one => (one, Market.Crypto)));

    private static List<BarSeries> Series(ModelInstance model, SeededRandom random, int count) =>
    [
        .. from asset in model.Universe
           from timeframe in new[] { Timeframe.D1, Timeframe.H4 }
           select RandomBars.Create(random, count, timeframe).As(asset),
    ];

    private static BarSeries Bars(string symbol, Timeframe timeframe, double[] closes)
    {
        var ticks = Enumerable.Range(0, closes.Length).Select(i => new DateTime(2020, 1, 1).Ticks + (i * timeframe.Length().Ticks)).ToArray();
        return new BarSeries(symbol, timeframe, ticks, closes, closes, closes, closes, closes);
    }

    private static ModelInstance Instance(string name) => new(ModelCatalog.Get(name));

    private static DateTimeOffset At(string utc) => DateTimeOffset.Parse(utc + "Z", CultureInfo.InvariantCulture);

    private sealed class Stub(ModelTarget[] targets) : TradingModel(
        new StrategySchema { Name = "Stub_v2", Category = StrategyIdea.Trend, Description = "For tests." }, new SemanticVersion(2, 1, 0), "SPY")
    {
        public override ModelDecision Decide(ModelContext context, StrategyParameters parameters) => new(targets);
    }
}
