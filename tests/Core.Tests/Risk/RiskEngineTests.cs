using Serverless.Core.Portfolio;
using Serverless.Core.Regimes;
using Serverless.Core.Risk;
using Serverless.Core.Strategies.Models;
using Serverless.Core.Tests.Portfolio;

namespace Serverless.Core.Tests.Risk;

public sealed class RiskEngineTests
{
    private static readonly DateTimeOffset Monday = new(2024, 1, 8, 12, 0, 0, TimeSpan.Zero);
    private static readonly RiskState Calm = RiskState.Start(100_000, Monday);
    private static readonly Dictionary<string, double> Nothing = [];
    private static readonly RiskLimits Wide = new() { MaxAsset = 10, MaxGross = 10, MaxNet = 10, Drawdown = null };

    [Fact]
    public void Apply_AssetBeyondItsCap_IsScaledDownWithItsParts()
    {
        // US3: 60 % in SPY where 40 % is the limit.
        var result = Apply(Of(("trend", "SPY", 0.45), ("reversion", "SPY", 0.15)), new RiskLimits());

        Assert.Equal(0.4, result["SPY"]);
        Assert.Equal([("reversion", 0.1), ("trend", 0.3)], result.Assets[0].Contributions.Select(part => (part.Model, Math.Round(part.Weight, 12))));
        Assert.Equal([("reversion", 0.15), ("trend", 0.45)], result.Assets[0].Contributions.Select(part => (part.Model, part.Asked)));
        Assert.Equal(0.6, result.Assets[0].Asked, 1e-15);
        var adjustment = Assert.Single(result.Adjustments);
        Assert.Equal((RiskLimitNames.Asset, "SPY", 0.4, 0.4), (adjustment.Limit, adjustment.Subject, adjustment.Allowed, adjustment.After));
        Assert.Equal(2.0 / 3, adjustment.Factor, 1e-12);
    }

    [Fact]
    public void Apply_GrossBeyondItsLimit_ScalesAllAlike()
    {
        // US3: 1.5 where 1.2 is the limit.
        var result = Apply(Of(("a", "SPY", 0.5), ("b", "QQQ", 0.6), ("c", "IWM", 0.4)), Wide with { MaxGross = 1.2 });

        Assert.Equal([0.32, 0.48, 0.4], result.Assets.Select(asset => Math.Round(asset.Weight, 12)));
        Assert.True(result.Gross <= 1.2);
        Assert.Equal(RiskLimitNames.Gross, Assert.Single(result.Adjustments).Limit);
    }

    [Fact]
    public void Apply_ClassBeyondItsCap_ScalesItsAssetsInProportion()
    {
        // US3: 30 % crypto where 20 % is the limit.
        var result = Apply(Of(("a", "BTC", 0.2), ("b", "ETH", 0.1), ("c", "SPY", 0.3)), Classed());

        Assert.Equal(0.2 * 2 / 3, result["BTC"], 1e-12);
        Assert.Equal(0.1 * 2 / 3, result["ETH"], 1e-12);
        Assert.Equal(0.3, result["SPY"]);
        Assert.True(result["BTC"] + result["ETH"] <= 0.2);
        Assert.Equal((RiskLimitNames.Class, "crypto"), (result.Adjustments[0].Limit, result.Adjustments[0].Subject));
    }

    [Fact]
    public void Apply_NetBeyondItsLimit_ScalesAllAlike()
    {
        var result = Apply(Of(("a", "SPY", 0.6), ("b", "QQQ", 0.6), ("c", "IWM", -0.2)), Wide with { MaxNet = 0.5 });

        Assert.Equal([-0.1, 0.3, 0.3], result.Assets.Select(asset => Math.Round(asset.Weight, 12)));
    }

    [Fact]
    public void Apply_LargestPositionsBeyondTheirLimit_AreCutToOneLevel()
    {
        var result = Apply(Of(("a", "A", 0.5), ("b", "B", 0.3), ("c", "C", 0.29), ("d", "D", -0.1)), Wide with { TopCount = 2, MaxTop = 0.5 });

        Assert.Equal([0.25, 0.25, 0.25, -0.1], result.Assets.Select(asset => Math.Round(asset.Weight, 12)));
        Assert.All(result.Adjustments, adjustment => Assert.Equal(RiskLimitNames.Concentration, adjustment.Limit));
    }

    [Fact]
    public void Apply_DrawdownAtItsLimit_HalvesTargetsOnce()
    {
        var limits = new RiskLimits();
        var state = Calm.After(85_000, Monday.AddDays(1), limits);

        var once = RiskEngine.Apply(Of(("a", "SPY", 0.4)), Nothing, limits, state);
        var twice = RiskEngine.Apply(once, Nothing, limits, state);

        Assert.True(state.InDrawdown);
        Assert.Equal(0.2, once["SPY"]);
        Assert.Equal(0.2, twice["SPY"]);
        Assert.Equal(RiskLimitNames.Drawdown, Assert.Single(twice.Adjustments).Limit);
        Assert.Equal(0.4, RiskEngine.Apply(Of(("a", "SPY", 0.4)), Nothing, limits, Calm.After(85_001, Monday.AddDays(1), limits))["SPY"]);
    }

    [Fact]
    public void After_RecoveryWithinTheRelease_StaysInDrawdown()
    {
        var limits = new RiskLimits();
        var state = Calm.After(84_000, Monday.AddDays(1), limits);

        Assert.True(state.After(89_999, Monday.AddDays(2), limits).InDrawdown);
        Assert.False(state.After(90_001, Monday.AddDays(2), limits).InDrawdown);
        Assert.False(Calm.After(89_999, Monday.AddDays(2), limits).InDrawdown);
    }

    [Fact]
    public void Apply_CapitalPreservation_OpensAndEnlargesNothing()
    {
        var limits = Wide with { DailyLoss = new LossLimit(0.03, LossAction.Preserve) };
        var state = Calm.After(100_000, Monday.AddHours(20), limits).After(96_900, Monday.AddDays(1), limits);
        var held = new Dictionary<string, double> { ["A"] = 0.2, ["B"] = 0.3, ["C"] = -0.1 };

        var result = RiskEngine.Apply(Of(("a", "A", 0.4), ("b", "B", 0.1), ("c", "C", 0.2), ("d", "D", 0.2)), held, limits, state);

        Assert.Equal([("A", 0.2), ("B", 0.1), ("C", 0.0), ("D", 0.0)], result.Assets.Select(asset => (asset.Asset, Math.Abs(asset.Weight))));
        Assert.Equal(["A", "C", "D"], result.Adjustments.Select(adjustment => adjustment.Subject));
    }

    [Fact]
    public void Apply_NextDay_DailyLossStartsAnew()
    {
        var limits = Wide with { DailyLoss = new LossLimit(0.03, LossAction.Flatten) };
        var bad = Calm.After(96_000, Monday.AddHours(4), limits);
        var next = bad.After(95_500, Monday.AddDays(1), limits);

        Assert.Equal(0, RiskEngine.Apply(Of(("a", "A", 0.4)), Nothing, limits, bad)["A"]);
        Assert.Equal(0.4, RiskEngine.Apply(Of(("a", "A", 0.4)), Nothing, limits, next)["A"]);
    }

    [Fact]
    public void Apply_NoCapitalLeft_FlattensEverything()
    {
        var state = Calm.After(-5, Monday.AddDays(1), Wide);

        var result = RiskEngine.Apply(Of(("a", "A", 0.4)), Nothing, Wide, state);

        Assert.Equal(0, result.Gross);
        Assert.Equal(RiskLimitNames.NetAssetValue, Assert.Single(result.Adjustments).Limit);
    }

    [Fact]
    public void For_WildMarket_TightensAllWeightLimits()
    {
        var limits = Classed() with { ByRegime = new Dictionary<string, double> { ["vol_high"] = 0.5, ["equity_bear"] = 0.8 } };

        var wild = limits.For(Regime.Of(EquityRegime.Bear, VolatilityLevel.High));

        Assert.Equal((0.2, 0.6, 0.6, 0.1), (wild.MaxAsset, wild.MaxGross, wild.MaxNet, wild.MaxByClass["crypto"]));
        Assert.Same(limits, limits.For(Regime.Of(EquityRegime.Bull)));
        Assert.Null(limits.FindProblem());
    }

    [Fact]
    public void Apply_UnusableInput_NamesTheAssetOrTheKey()
    {
        var target = Of(("a", "SPY", 0.4));

        Assert.Contains("weight of QQQ is Infinity", Fails(() => RiskEngine.Apply(target, new Dictionary<string, double> { ["QQQ"] = double.PositiveInfinity }, Wide, Calm)));
        Assert.Contains("SPY has no asset class", Fails(() => Apply(target, Wide with { MaxByClass = new Dictionary<string, double> { ["crypto"] = 0.2 } })));
        Assert.Contains("risk.maxGross is NaN", Fails(() => Apply(target, Wide with { MaxGross = double.NaN })));
        Assert.Contains("risk.maxByAsset.SPY is -1", Fails(() => Apply(target, Wide with { MaxByAsset = new Dictionary<string, double> { ["SPY"] = -1 } })));
        Assert.Contains("did you mean 'vol_high'", Fails(() => Apply(target, Wide with { ByRegime = new Dictionary<string, double> { ["vol_hihg"] = 0.5 } })));
        Assert.Contains("risk.dailyLoss.threshold is 0", Fails(() => Apply(target, Wide with { DailyLoss = new LossLimit(0) })));
        Assert.Contains("net asset value is NaN", Fails(() => Calm.After(double.NaN, Monday, Wide)));
        Assert.Contains("before the last value", Fails(() => Calm.After(1, Monday.AddDays(-1), Wide)));

        static string Fails(Action act) => Assert.Throws<ArgumentException>(act).Message;
    }

    [Fact]
    public void Make_BandWouldKeepAnAssetBeyondItsLimit_TradesItAllTheSame()
    {
        var budgets = new ModelBudgets { Base = new Dictionary<string, double> { ["a"] = 0.4 } };
        var wishes = new Dictionary<string, ModelDecision> { ["a"] = new([new ModelTarget("SPY", 1)]) };

        var within = Make(0.395);
        var beyond = Make(0.405);

        Assert.Empty(within.Plan.Instructions);
        Assert.Single(within.Plan.Skipped);
        Assert.Equal(0.4, Assert.Single(beyond.Plan.Instructions).Target);
        Assert.Null(RiskEngine.FindExcess(beyond.Plan.Projected, new RiskLimits()));

        PortfolioDecision Make(double held) => PortfolioDecision.Make(
            wishes, Regime.Of(), new PortfolioPolicy(budgets, new RiskLimits(), new RebalanceOptions(0.01)), Calm, new Dictionary<string, double> { ["SPY"] = held });
    }

    [Fact]
    public void Make_BullTurnsBear_ReducesWithBudgetsAndLimits()
    {
        var policy = new PortfolioPolicy(
            new ModelBudgets
            {
                Base = new Dictionary<string, double> { ["trend"] = 0.6 },
                ByRegime = new Dictionary<string, IReadOnlyDictionary<string, double>> { ["equity_bear"] = new Dictionary<string, double> { ["trend"] = 0.2 } },
            },
            new RiskLimits { ByRegime = new Dictionary<string, double> { ["vol_high"] = 0.25 } },
            new RebalanceOptions());
        var wishes = new Dictionary<string, ModelDecision> { ["trend"] = new([new ModelTarget("SPY", 1)]) };

        Assert.Equal(0.4, Weight(Regime.Of(EquityRegime.Bull)));
        Assert.Equal(0.2, Weight(Regime.Of(EquityRegime.Bear)));
        Assert.Equal(0.1, Weight(Regime.Of(EquityRegime.Bear, VolatilityLevel.High)));

        double Weight(MarketRegimeState regime) => PortfolioDecision.Make(wishes, regime, policy, Calm, Nothing).Plan.Projected["SPY"];
    }

    [Fact]
    public void Constructor_UnusablePart_NamesTheKey()
    {
        var budgets = new ModelBudgets { Base = new Dictionary<string, double> { ["a"] = 1.1 } };

        Assert.Contains("budgets.a is 1.1", Assert.Throws<ArgumentException>(() => new PortfolioPolicy(budgets, new RiskLimits(), new RebalanceOptions())).Message);
    }

    private static RiskLimits Classed() => new()
    {
        MaxByClass = new Dictionary<string, double> { ["crypto"] = 0.2 },
        Classes = new Dictionary<string, string> { ["BTC"] = "crypto", ["ETH"] = "crypto", ["SPY"] = "equity" },
    };

    private static TargetPortfolio Apply(TargetPortfolio target, RiskLimits limits) => RiskEngine.Apply(target, Nothing, limits, Calm);

    // Budgets of 1 each: wishes are shares of net asset value.
    private static TargetPortfolio Of(params (string Model, string Asset, double Weight)[] wishes) => TargetPortfolio.Combine(
        wishes.ToDictionary(wish => wish.Model, wish => new ModelDecision([new ModelTarget(wish.Asset, wish.Weight)])),
        wishes.ToDictionary(wish => wish.Model, _ => 1.0));
}
