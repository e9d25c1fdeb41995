using System.Collections.Immutable;
using Serverless.Core.Backtesting.Models;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.MarketData;
using Serverless.Core.Portfolio;
using Serverless.Core.Risk;
using Serverless.Core.Strategies.Models;

namespace Serverless.Core.Tests.Backtesting.Models;

/// <summary>Models that want what a test says, through the whole engine.</summary>
public sealed class ModelPortfolioTests
{
    private static readonly DateTime Start = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly RiskLimits Loose = new() { MaxAsset = 1, Drawdown = null };

    [Fact]
    public void Execute_ThreeModelsThatWantOneAssetWhole_HoldTheAccountOnce()
    {
        // The case of SC-003: 60, 25 and 15 % of one asset make 100 % of it, not three times that.
        var result = Run(Loose, [1, 1, 1, 1], ("a", 0.6, _ => 1), ("b", 0.25, _ => 1), ("c", 0.15, _ => 1));

        Assert.Equal(1, result.Portfolio.Leverage[1], 1e-12);
        Assert.Equal(
            [("a", 0.6), ("b", 0.25), ("c", 0.15)],
            result.Holdings.Select(held => (held.Model, Math.Round(held.Weight[1], 12))));
        Assert.Equal(result.Portfolio.Leverage[1], result.Holdings.Sum(held => held.Weight[1]), 1e-12);
    }

    [Fact]
    public void Execute_LimitOfTheAsset_CutsEveryModelAlike()
    {
        // US3, scenario 1: 60 % wanted of one asset, of which 40 % are allowed.
        var result = Run(Loose with { MaxAsset = 0.4 }, [1, 1, 1], ("a", 0.4, _ => 1), ("b", 0.2, _ => 1));

        Assert.Equal(0.4, result.Portfolio.Leverage[1], 1e-12);
        Assert.Equal([0.4 * 2 / 3, 0.4 / 3], result.Holdings.Select(held => held.Weight[1]), (left, right) => Math.Abs(left - right) < 1e-12);
        Assert.Contains(result.Steps[0].Decision.Allowed.Adjustments, made => made is { Limit: RiskLimitNames.Asset, Subject: "AAA", Allowed: 0.4 });
    }

    [Fact]
    public void Execute_OneLongOneShort_NetAndKeepWhatEachMade()
    {
        var result = Run(Loose, [1, 1, 1.1, 1.1], ("long", 0.5, _ => 1), ("short", 0.2, _ => -1));

        Assert.Equal(0.3, result.Portfolio.NetExposure[1] / result.Portfolio.Equity[1], 1e-12);
        Assert.Equal(5_000, result.Models[0].Profit[^1], 1e-6);
        Assert.Equal(-2_000, result.Models[1].Profit[^1], 1e-6);
        Assert.Equal(103_000, result.Portfolio.Equity[^1], 1e-6);
        Assert.Equal(0.1, result.Models[0].Return[2], 1e-9);
        Assert.Equal(-0.1, result.Models[1].Return[2], 1e-9);
        Assert.Equal(0.05, result.Models[0].Contribution[2], 1e-9);
    }

    [Fact]
    public void Execute_OneModelLeavesWhatAnotherEnters_UnitsChangeBooksAndNothingIsTraded()
    {
        var result = Run(Loose, [1, 1, 1.1, 1.1, 1.2, 1.2], ("first", 0.5, step => step < 2 ? 1 : 0), ("second", 0.5, step => step < 2 ? 0 : 1));

        Assert.Single(result.Portfolio.BrokerFills, fill => fill.Quantity != 0);
        Assert.Contains(result.Portfolio.BrokerFills, fill => fill.Quantity == 0 && fill.Crossed == 500);
        // 500 units: from 100 to 110 with the first, from 110 to 120 with the second.
        Assert.Equal(5_000, result.Models[0].Profit[^1], 1e-6);
        Assert.Equal(5_000, result.Models[1].Profit[^1], 1e-6);
        Assert.Equal([0, 500], result.Holdings.Select(held => Math.Round(held.Units[^1], 9)));
    }

    [Fact]
    public void Execute_ModelThatThrows_IsClosedOutAndTheOthersGoOn()
    {
        var result = Run(Loose, [1, 1, 1, 1, 1], ("bad", 0.5, step => step < 2 ? 1 : throw new InvalidOperationException("It gave up.")), ("good", 0.5, _ => 1));

        Assert.Contains("It gave up.", result.Models[0].Failure!.Reason);
        Assert.Contains(result.Warnings, warning => warning.StartsWith("bad was closed out", StringComparison.Ordinal));
        Assert.Null(result.Models[1].Failure);
        Assert.Equal([0, 0.5], result.Holdings.Select(held => Math.Round(held.Weight[^1], 12)));
    }

    [Fact]
    public void Execute_OrderThatWaitsForAMarketToOpen_IsWithdrawnWhenNobodyWantsItAnyMore()
    {
        // A fund that is closed over the weekend: wanted on Friday's close, not wanted any more on Saturday.
        double[] ones = [1, 1, 1, 1];
        long[] days = [.. new[] { 4, 5, 8, 9 }.Select(day => new DateTime(2024, 1, day).Ticks)];
        var fund = new BarSeries("FFF", Timeframe.D1, days, ones, ones, ones, ones, ones);
        var coin = Bars("AAA", Timeframe.H4, new DateTime(2024, 1, 4), Enumerable.Repeat(1.0, 36).ToArray());
        var model = new ScriptedModel("m", context => context.Time is { DayOfWeek: DayOfWeek.Friday, Hour: 21 } ? [new ModelTarget("FFF", 1)] : []);
        var configuration = Configuration(Loose, model) with
        {
            Assets = Assets.Add("FFF", new PlatformAsset(AssetClass.Equity)),
            Models = Models((model, 1.0, ["AAA", "FFF"])),
        };

        var result = new ModelRun(configuration, new ModelData([fund, coin], [])).Execute();

        Assert.Contains(result.Steps, step => step.Decision.Plan.Instructions.Any(trade => trade.Asset == "FFF"));
        Assert.Empty(result.Portfolio.BrokerFills);
    }

    [Theory]
    [InlineData(2, 2)] // Two of four missing bars are filled; then the asset is left alone until it is back.
    [InlineData(9, 4)]
    [InlineData(0, 0)]
    public void Execute_MissingBars_FollowThePolicyOfTheModelVisibly(int most, int filled)
    {
        var bars = Bars("AAA", Timeframe.H4, Start, Enumerable.Repeat(1.0, 30).ToArray());
        var gap = new BarSeries(
            "AAA", Timeframe.H4, Without(bars.OpenTicks, 10, 4), Without(bars.Open, 10, 4), Without(bars.High, 10, 4), Without(bars.Low, 10, 4), Without(bars.Close, 10, 4), Without(bars.Volume, 10, 4));
        var other = Bars("BBB", Timeframe.H4, Start, Enumerable.Repeat(1.0, 30).ToArray());
        var model = new CountingModel();
        var configuration = Configuration(Loose, model) with
        {
            Assets = Assets.Add("BBB", new PlatformAsset(AssetClass.Crypto)),
            Models = Models((model, 1.0, ["AAA", "BBB"])),
        };
        var policy = most == 0 ? (IMissingDataPolicy)new SkipMissing() : new ForwardFill(most);
        configuration = configuration with { Models = configuration.Models.SetItem("counting", configuration.Models["counting"] with { MissingData = policy }) };

        var result = new ModelRun(configuration, new ModelData([gap, other], [])).Execute();

        var missing = Assert.Single(result.Missing, one => one.Symbol == "AAA" && one.Timeframe == Timeframe.H4);
        Assert.Equal((30, 26, filled, 4 - filled), (missing.Counts.Expected, missing.Counts.Present, missing.Counts.Filled, missing.Counts.Absent));
        Assert.Equal(policy.ToString(), missing.Policy);
        var skipped = result.Steps.Where(step => step.Wishes["counting"].Skipped.Count > 0).ToList();
        Assert.Equal(4 - filled, skipped.Count);
        Assert.All(skipped, step =>
        {
            var reason = Assert.Single(step.Wishes["counting"].Skipped);
            Assert.Equal("AAA", reason.Asset);
            Assert.Contains("the H4 bar that was due at 2024-01-0", reason.Reason, StringComparison.Ordinal);
            // What is held stays.
            Assert.Equal(0.5, step.Decision.Asked.Find("AAA")!.Weight);
        });
    }

    private static T[] Without<T>(ReadOnlySpan<T> values, int start, int count) => [.. values[..start], .. values[(start + count)..]];

    private static readonly ImmutableSortedDictionary<string, PlatformAsset> Assets =
        ImmutableSortedDictionary<string, PlatformAsset>.Empty.Add("AAA", new PlatformAsset(AssetClass.Crypto));

    private static ModelRunResult Run(RiskLimits limits, double[] path, params (string Name, double Budget, Func<int, double> Wish)[] models)
    {
        var scripted = models.Select(model =>
        {
            var step = 0;
            return (Model: (TradingModel)new ScriptedModel(model.Name, _ => [new ModelTarget("AAA", model.Wish(step++))]), model.Budget, Universe: (string[])["AAA"]);
        }).ToArray();
        var configuration = Configuration(limits, scripted[0].Model) with { Models = Models(scripted) };
        return new ModelRun(configuration, new ModelData([Bars("AAA", Timeframe.H4, Start, path)], [])).Execute();
    }

    private static PlatformConfiguration Configuration(RiskLimits limits, TradingModel model)
    {
        var free = new AssetClass { Commission = new CommissionModel.BasisPoints { Bps = 0 }, Slippage = new SlippageModel.BasisPoints { Bps = 0 } };
        return new PlatformConfiguration
        {
            Models = Models((model, 1.0, ["AAA"])),
            Risk = limits,
            Rebalance = new RebalanceOptions(0.05),
            RegimeSources = new RegimeSources { Equity = null, Crypto = null, CurveSlope = null, Pmi = null, VolatilityIndex = null },
            Assets = Assets,
            Classes = AssetClass.Usual.SetItem(AssetClass.Crypto, free).SetItem(AssetClass.Equity, free with { Market = Core.Time.Market.UsEquities }),
        };
    }

    private static ImmutableSortedDictionary<string, PlatformModel> Models(params (TradingModel Model, double Budget, string[] Universe)[] models) =>
        models.ToImmutableSortedDictionary(model => model.Model.Schema.Name, model => new PlatformModel(model.Model) { Budget = model.Budget, Universe = [.. model.Universe] });

    // Closes at multiples of 100, each bar opening where the one before it closed.
    private static BarSeries Bars(string symbol, Timeframe timeframe, DateTime start, double[] path)
    {
        var closes = Array.ConvertAll(path, value => 100 * value);
        double[] opens = [closes[0], .. closes[..^1]];
        return new BarSeries(
            symbol, timeframe, Enumerable.Range(0, path.Length).Select(i => start.Ticks + (i * timeframe.Length().Ticks)).ToArray(), opens,
            opens.Zip(closes, Math.Max).ToArray(), opens.Zip(closes, Math.Min).ToArray(), closes, Array.ConvertAll(closes, _ => 1e6));
    }

    /// <summary>Holds half of each asset while there are bars.</summary>
    private sealed class CountingModel() : AssetModel(
        new Core.Strategies.StrategySchema { Name = "counting", Category = Core.Strategies.StrategyIdea.Trend, Description = "Holds what has bars.", Tags = ["test"], Inputs = [] },
        new SemanticVersion(1, 0, 0),
        "AAA")
    {
        protected override ModelTarget? Decide(string asset, ModelContext context, Core.Strategies.StrategyParameters parameters) =>
            context[asset, Timeframe.H4].Count > 0 ? new ModelTarget(asset, 0.5) : null;
    }
}
