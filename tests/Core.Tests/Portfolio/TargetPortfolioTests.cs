using Serverless.Core.Portfolio;
using Serverless.Core.Regimes;
using Serverless.Core.Strategies.Models;

namespace Serverless.Core.Tests.Portfolio;

public sealed class TargetPortfolioTests
{
    private static readonly Dictionary<string, double> Budgets = new() { ["trend"] = 0.6, ["reversion"] = 0.25, ["crypto"] = 0.15 };

    [Fact]
    public void Combine_ThreeModelsWantOneAssetWhole_IsTheWholePortfolio()
    {
        // SC-003: 60 %, 25 % and 15 %, not 300 %.
        var portfolio = Combine(("trend", "SPY", 1), ("reversion", "SPY", 1), ("crypto", "SPY", 1));

        Assert.Equal(1.0, portfolio["SPY"]);
        Assert.Equal(1.0, portfolio.Gross);
        Assert.Equal(
            [new Contribution("crypto", 0.15, 0.15), new Contribution("reversion", 0.25, 0.25), new Contribution("trend", 0.6, 0.6)],
            portfolio.Assets.Single().Contributions);
    }

    [Fact]
    public void Combine_OppositeWishes_AreNettedAndStayAttributed()
    {
        var portfolio = Combine(("trend", "SPY", 0.5), ("reversion", "SPY", -0.4), ("crypto", "BTC", 1));

        Assert.Equal(0.2, portfolio["SPY"], 1e-15);
        Assert.Equal([("reversion", -0.1), ("trend", 0.3)], portfolio.Assets.Single(asset => asset.Asset == "SPY").Contributions.Select(part => (part.Model, part.Weight)));
        Assert.Equal(["BTC", "SPY"], portfolio.Assets.Select(asset => asset.Asset));
        Assert.Equal(0.35, portfolio.Net, 1e-15);
        Assert.Equal(0, portfolio["QQQ"]);
    }

    [Fact]
    public void Combine_SeveralUrgencies_TakesTheHighest()
    {
        var portfolio = TargetPortfolio.Combine(
            new Dictionary<string, ModelDecision>
            {
                ["trend"] = new([new ModelTarget("SPY", 0.1) { Urgency = Urgency.Low }]),
                ["reversion"] = new([new ModelTarget("SPY", 0.1) { Urgency = Urgency.High }]),
            },
            Budgets);

        Assert.Equal(Urgency.High, portfolio.Assets.Single().Urgency);
    }

    [Theory]
    [InlineData("trend", "SPY", double.NaN, "trend: the target of SPY is NaN")]
    [InlineData("trend", "SPY", 1.5, "trend: the target of SPY is 1.5")]
    [InlineData("other", "SPY", 1, "other has no budget")]
    public void Combine_UnusableDecision_NamesModelAndAsset(string model, string asset, double weight, string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => Combine((model, asset, weight))).Message);

    [Fact]
    public void FindProblem_DecisionBeyondItsBudget_SaysSo()
    {
        Assert.Contains("add up to 1.2", new ModelDecision([new("SPY", 0.6), new("QQQ", -0.6)]).FindProblem());
        Assert.Contains("SPY has two targets", new ModelDecision([new("SPY", 0.1), new("SPY", 0.1)]).FindProblem());
        Assert.Contains("confidence in SPY", new ModelDecision([new("SPY", 0.1) { Confidence = 1.1 }]).FindProblem());
        Assert.Contains("horizon of SPY", new ModelDecision([new("SPY", 0.1) { Horizon = TimeSpan.Zero }]).FindProblem());
        Assert.Null(new ModelDecision([new("A", 1.0 / 3), new("B", 1.0 / 3), new("C", 1.0 / 3)]).FindProblem());
    }

    [Fact]
    public void BudgetsFor_BearMarket_TakesTheOverride()
    {
        var budgets = new ModelBudgets
        {
            Base = new Dictionary<string, double> { ["trend"] = 0.6, ["reversion"] = 0.25, ["crypto"] = 0.15 },
            ByRegime = new Dictionary<string, IReadOnlyDictionary<string, double>>
            {
                ["equity_bear"] = new Dictionary<string, double> { ["trend"] = 0.2 },
                ["vol_high"] = new Dictionary<string, double> { ["trend"] = 0.1, ["reversion"] = 0.4 },
            },
        };

        Assert.Null(budgets.FindProblem());
        Assert.Equal([0.15, 0.25, 0.6], budgets.For(Regime.Of(EquityRegime.Bull)).Values);
        Assert.Equal([0.15, 0.25, 0.2], budgets.For(Regime.Of(EquityRegime.Bear)).Values);
        Assert.Equal([0.15, 0.4, 0.1], budgets.For(Regime.Of(EquityRegime.Bear, VolatilityLevel.High)).Values);
    }

    [Fact]
    public void FindProblem_UnusableBudgets_NamesTheKey()
    {
        Assert.Contains("add up to 1.1", With("", "", 0).FindProblem("trend", 0.7));
        Assert.Contains("budgets.trend is NaN", With("", "", 0).FindProblem("trend", double.NaN));
        Assert.Contains("did you mean 'equity_bear'", With("equity_beer", "trend", 0.1).FindProblem());
        Assert.Contains("regimeBudgets.equity_bear.trend is 2", With("equity_bear", "trend", 2).FindProblem());
        Assert.Contains("'trent', which has no budget", With("equity_bear", "trent", 0.1).FindProblem());
        Assert.Contains("1.4 in equity_bear", With("equity_bear", "trend", 1).FindProblem());
    }

    [Fact]
    public void PlanFor_Differences_AreTradedReductionsFirst()
    {
        var target = Combine(("trend", "SPY", 0.5), ("crypto", "BTC", 1));

        var plan = RebalancePlan.For(target, new Dictionary<string, double> { ["SPY"] = 0.1, ["QQQ"] = 0.2, ["BTC"] = 0.151 }, 10_000, new RebalanceOptions(0.01, 5));

        Assert.Equal([("QQQ", -2_000.0), ("SPY", 2_000.0)], plan.Instructions.Select(one => (one.Asset, Math.Round(one.Value, 6))));
        var skipped = Assert.Single(plan.Skipped);
        Assert.Equal("BTC", skipped.Asset);
        Assert.Contains("within the band of 0.01", skipped.Reason);
        Assert.Equal([("BTC", 0.151), ("QQQ", 0), ("SPY", 0.3)], plan.Projected.Select(weight => (weight.Key, weight.Value)));
        Assert.Equal(0.4, plan.Turnover, 1e-12);
    }

    [Fact]
    public void PlanFor_SmallPositionNotWanted_IsClosedUnlessBelowTheMinimum()
    {
        var nothing = Combine();
        var held = new Dictionary<string, double> { ["SPY"] = 0.002 };

        Assert.Equal(-20, Assert.Single(RebalancePlan.For(nothing, held, 10_000, new RebalanceOptions(0.01, 5)).Instructions).Value, 1e-9);
        Assert.Contains("below the minimum of 25", Assert.Single(RebalancePlan.For(nothing, held, 10_000, new RebalanceOptions(0.01, 25)).Skipped).Reason);
    }

    [Fact]
    public void PlanFor_UnusableInput_NamesIt()
    {
        var held = new Dictionary<string, double> { ["SPY"] = double.NaN };

        Assert.Contains("weight of SPY is NaN", Assert.Throws<ArgumentException>(() => RebalancePlan.For(Combine(), held, 1, new RebalanceOptions())).Message);
        Assert.Contains("net asset value is 0", Assert.Throws<ArgumentException>(() => RebalancePlan.For(Combine(), new Dictionary<string, double>(), 0, new RebalanceOptions())).Message);
        Assert.Contains("rebalance.band", Assert.Throws<ArgumentException>(() => RebalancePlan.For(Combine(), new Dictionary<string, double>(), 1, new RebalanceOptions(-1))).Message);
    }

    private static TargetPortfolio Combine(params (string Model, string Asset, double Weight)[] wishes) => TargetPortfolio.Combine(
        wishes.ToDictionary(wish => wish.Model, wish => new ModelDecision([new ModelTarget(wish.Asset, wish.Weight)])), Budgets);

    private static BudgetsUnderTest With(string key, string model, double share) => new(key, model, share);

    private sealed record BudgetsUnderTest(string Key, string Model, double Share)
    {
        public string? FindProblem(string? changed = null, double value = 0)
        {
            var shares = new Dictionary<string, double>(Budgets);
            if (changed is not null)
                shares[changed] = value;
            var byRegime = new Dictionary<string, IReadOnlyDictionary<string, double>>();
            if (Key.Length > 0)
                byRegime[Key] = new Dictionary<string, double> { [Model] = Share };
            return new ModelBudgets { Base = shares, ByRegime = byRegime }.FindProblem();
        }
    }
}
