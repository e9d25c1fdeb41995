using Serverless.Core.Portfolio;
using Serverless.Core.Portfolio.Allocation;
using Serverless.Core.Portfolio.Construction;
using Serverless.Core.Regimes;

namespace Serverless.Core.Tests.Portfolio.Construction;

public sealed class BudgetAllocatorTests
{
    private static readonly ModelBudgets Budgets = new()
    {
        Base = new Dictionary<string, double> { ["a"] = 0.5, ["b"] = 0.3, ["c"] = 0.1 },
        ByRegime = new Dictionary<string, IReadOnlyDictionary<string, double>>
        {
            ["equity_bear"] = new Dictionary<string, double> { ["a"] = 0.05 },
            ["equity_bull"] = new Dictionary<string, double> { ["a"] = 0.6 },
        },
    };

    // Volatilities of 1, 2 and 4 % a day, the second following the first; drifts of 0.4, 0.4 and −0.2 %.
    private static readonly double[][] Returns = Paths.Correlated(60, [0.004, 0.004, -0.002], seed: 3);

    [Fact]
    public void At_FixedBudgets_AreThoseOfTheRegime()
    {
        var allocator = new BudgetAllocator(Budgets, new ConstructionOptions());

        Assert.Equal(0.5, allocator.At(default, Regime.Of(), Paths.None).Budgets["a"]);
        Assert.Equal(0.6, allocator.At(default, Regime.Of(equity: EquityRegime.Bull), Paths.None).Budgets["a"]);
        Assert.Null(allocator.At(default, Regime.Of(), Paths.None).Note);
    }

    [Fact]
    public void At_EqualWeight_SplitsTheCapitalFromTheFirstDecisionOn()
    {
        var allocation = new BudgetAllocator(Budgets, new ConstructionOptions { Method = ConstructionMethod.EqualWeight }).At(default, Regime.Of(), Paths.None);

        Assert.All(allocation.Budgets.Values, share => Assert.Equal(0.3, share, 1e-12));
        Assert.Null(allocation.Note);
    }

    [Fact]
    public void At_TooFewDays_AreTheFixedBudgetsWithANote()
    {
        var allocations = Paths.Run(Budgets, With(ConstructionMethod.RiskParity), Returns[..41]);

        Assert.All(allocations[..41], allocation => Assert.Equal([0.5, 0.3, 0.1], allocation.Budgets.Values));
        Assert.Equal("fewer than 40 days of returns are known: the fixed budgets hold", allocations[40].Note);
        Assert.Null(allocations[41].Note);
        Assert.NotEqual(0.5, allocations[41].Budgets["a"]);
    }

    public static TheoryData<ConstructionMethod> Methods => [.. Enum.GetValues<ConstructionMethod>().Where(method => method > ConstructionMethod.EqualWeight)];

    [Theory]
    [MemberData(nameof(Methods))]
    public void At_EnoughDays_AreTheSharesOfTheMethod(ConstructionMethod method)
    {
        var last = Paths.Run(Budgets, With(method) with { RebalanceDays = 1, Fraction = 0.01 }, Returns)[^1];

        // At the last close 59 days have ended since the first wishes.
        var days = Returns[^41..^1];
        var (sample, shrunk, mean) = (Covariance.OfReturns(days), Covariance.Shrunk(days), Covariance.MeanOfReturns(days));
        double[] market = [5.0 / 9, 3.0 / 9, 1.0 / 9];
        double[][] views = [[1, 0, 0], [0, 1, 0], [0, 0, 1]];
        var prior = new BlackLitterman(shrunk, market);
        var posterior = prior.Combine(views, mean, prior.ConfidenceVariances(views, [0.25, 0.25, 0.25]));
        var shares = method switch
        {
            ConstructionMethod.InverseVolatility => InverseRisk.Volatility(sample),
            ConstructionMethod.RiskParity => RiskParity.Weights(sample),
            ConstructionMethod.HierarchicalRiskParity => HierarchicalRiskParity.Allocate(sample).Weights,
            ConstructionMethod.MinimumVariance => LongOnly.MinimumVariance(shrunk),
            ConstructionMethod.MaximumSharpe => LongOnly.MaximumSharpe(shrunk, MeanVariance.ShrunkMean(shrunk, mean, 40))!,
            ConstructionMethod.BlackLitterman => LongOnly.MaximumUtility(posterior.Covariance, posterior.Mean, 2.5),
            _ => [.. Kelly.Weights(shrunk, MeanVariance.ShrunkMean(shrunk, mean, 40)).Select(full => Kelly.Fractional(full, 0.01) / 0.9)],
        };
        Assert.Null(last.Note);
        Assert.Equal(shares.Select(share => Math.Round(0.9 * share, 10)), last.Budgets.Values.Select(share => Math.Round(share, 10)));
    }

    [Fact]
    public void At_BetweenRebalances_SharesStay()
    {
        var allocations = Paths.Run(Budgets, With(ConstructionMethod.InverseVolatility) with { RebalanceDays = 7 }, Returns);

        var changes = Enumerable.Range(1, allocations.Length - 1).Where(i => allocations[i].Budgets["a"] != allocations[i - 1].Budgets["a"]);
        Assert.Equal([41, 48, 55], changes);
    }

    [Fact]
    public void At_RegimeNamesAModel_ItsShareIsACeiling()
    {
        var options = With(ConstructionMethod.InverseVolatility);

        var calm = Paths.Run(Budgets, options, Returns)[^1].Budgets;
        var bear = Paths.Run(Budgets, options, Returns, Regime.Of(equity: EquityRegime.Bear))[^1].Budgets;
        var bull = Paths.Run(Budgets, options, Returns, Regime.Of(equity: EquityRegime.Bull))[^1].Budgets;

        Assert.True(calm["a"] > 0.4);
        Assert.Equal([0.05, calm["b"], calm["c"]], bear.Values);
        Assert.Equal(calm, bull);
    }

    [Fact]
    public void At_Cap_GoesToTheOthersInProportion()
    {
        var free = Paths.Run(Budgets, With(ConstructionMethod.InverseVolatility), Returns)[^1].Budgets;
        var capped = Paths.Run(Budgets, With(ConstructionMethod.InverseVolatility) with { MaxBudget = 0.4 }, Returns)[^1].Budgets;

        Assert.Equal(0.4, capped["a"]);
        Assert.Equal(0.9, capped.Values.Sum(), 1e-12);
        Assert.Equal(free["b"] / free["c"], capped["b"] / capped["c"], 1e-12);
        Assert.All(Paths.Run(Budgets, With(ConstructionMethod.MinimumVariance) with { MaxBudget = 0.2 }, Returns)[^1].Budgets.Values, share => Assert.Equal(0.2, share, 1e-12));
    }

    [Fact]
    public void At_ModelThatWasFlat_KeepsItsBudgetWithANote()
    {
        double[][] returns = [.. Returns.Select(day => new[] { day[0], 0, day[2] })];

        var last = Paths.Run(Budgets, With(ConstructionMethod.RiskParity), returns)[^1];

        Assert.Equal("b did not move in 40 days: the fixed budget holds", last.Note);
        Assert.Equal(0.3, last.Budgets["b"]);
        Assert.Equal(0.6, last.Budgets["a"] + last.Budgets["c"], 1e-12);
        Assert.Equal(4, last.Budgets["a"] / last.Budgets["c"], 1.0);
    }

    [Fact]
    public void At_NothingEarnsAnything_SharpeHasNoAnswerAndKellyBetsNothing()
    {
        var losses = Paths.Correlated(60, [-0.05, -0.05, -0.05], seed: 5);

        var sharpe = Paths.Run(Budgets, With(ConstructionMethod.MaximumSharpe), losses)[^1];
        var kelly = Paths.Run(Budgets, With(ConstructionMethod.FractionalKelly), losses)[^1];

        Assert.Equal("no model earned anything in 40 days: the fixed budgets hold", sharpe.Note);
        Assert.Equal([0.5, 0.3, 0.1], sharpe.Budgets.Values);
        Assert.All(kelly.Budgets.Values, share => Assert.Equal(0, share));
    }

    [Fact]
    public void Constructor_OptionsThatCannotBeUsed_NamesTheKey() => Assert.Contains(
        "construction.lookback_days is 5",
        Assert.Throws<ArgumentException>(() => new BudgetAllocator(Budgets, new ConstructionOptions { LookbackDays = 5 })).Message);

    private static ConstructionOptions With(ConstructionMethod method) => new() { Method = method, LookbackDays = 40 };
}
