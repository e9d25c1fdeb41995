using Serverless.Core.Backtesting.Models;
using Serverless.Core.Backtesting.Results;
using Serverless.Core.Regimes;
using Serverless.Core.Risk;
using Serverless.Core.Strategies;

namespace Serverless.Core.Tests.Backtesting.Models;

/// <summary>Three models on real data.</summary>
public sealed class ModelRunTests(ITestOutputHelper output)
{
    private static readonly Lazy<(ModelRun Run, ModelRunResult Result)> Days = new(() => Execute(RealPlatform.Days, RealPlatform.Daily));
    private static readonly Lazy<(ModelRun Run, ModelRunResult Result)> Hours = new(() => Execute(RealPlatform.Hours, RealPlatform.Daily, RealPlatform.FourHours));

    public static TheoryData<string> Runs => ["daily", "four hours"];

    [Theory]
    [MemberData(nameof(Runs))]
    public void Execute_RealYears_ModelsSumToTheAccount(string name)
    {
        var (_, result) = Of(name);

        var portfolio = result.Portfolio;
        Assert.Null(portfolio.Failure);
        Assert.All(result.Models, model => Assert.Null(model.Failure));
        for (var step = 0; step < portfolio.Equity.Length; step++)
        {
            var (equity, before) = (portfolio.Equity[step], step == 0 ? portfolio.Settings.InitialEquity : portfolio.Equity[step - 1]);
            Assert.Equal(equity, result.Unallocated + result.Models.Sum(model => model.Equity[step]), 1e-6);
            Assert.Equal((equity / before) - 1, result.Models.Sum(model => model.Contribution[step]), 1e-9);
            Assert.Equal(portfolio.NetExposure[step] / equity, result.Models.Sum(model => model.Net[step]), 1e-9);
        }

        Assert.Equal(portfolio.Costs.Total, result.Models.Sum(model => model.Costs.Total), 1e-6);
        Assert.All(result.Models, model => Assert.True(model.Metrics!.Trades > 0, $"{model.Name} never traded."));
        var metrics = portfolio.Metrics!;
        output.WriteLine($"{portfolio.CloseTicks.Length} steps, {portfolio.Equity[^1]:0.00}, growth {metrics.Cagr:P2}, Sharpe {metrics.Sharpe:0.00}, drawdown {metrics.MaxDrawdown:P1}, {metrics.Trades} trades");
        foreach (var model in result.Models)
            output.WriteLine($"{model.Id} {model.Equity[^1]:0.00}, {model.Metrics!.Cagr:P2}, {model.Metrics.Sharpe:0.00}, {model.Metrics.MaxDrawdown:P1}, {model.Metrics.Trades}, costs {model.Costs.Total:0.00}");
        foreach (var warning in result.Warnings)
            output.WriteLine(warning);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Execute_RealYears_KeepsLimitsAndRepeatsBitByBit(string name)
    {
        var (run, result) = Of(name);
        var configuration = Read(name);
        var again = run.Execute();

        Assert.Equal(ResultHash.Of(ModelTables.Of(run.Traded, result)), ResultHash.Of(ModelTables.Of(run.Traded, again)));
        Assert.Equal(result.Portfolio.Equity, run.Execute(new Dictionary<string, StrategyParameters>()).Equity);
        var limits = configuration.Policy().Limits;
        foreach (var step in result.Steps)
        {
            var decision = step.Decision;
            var weights = decision.Allowed.Assets.ToDictionary(asset => asset.Asset, asset => asset.Weight);
            Assert.Null(RiskEngine.FindExcess(weights, limits.For(decision.Regime)));
            foreach (var asset in decision.Allowed.Assets)
                Assert.Equal(asset.Weight, asset.Contributions.Sum(part => part.Weight), 1e-12);
        }

        // Limits were met: crypto asks for more than its class may hold, and high volatility tightens everything.
        Assert.Contains(result.Steps, step => step.Decision.Allowed.Adjustments.Any(made => made.Limit == RiskLimitNames.Asset && made.Allowed < 0.4));
        Assert.Contains(result.Steps, step => step.Decision.Regime.Equity.Value == EquityRegime.Bear && step.Decision.Budgets["EquityTrendModel_v1"] == 0.2);
        Assert.Contains(result.Steps, step => step.Decision.Plan.Skipped.Count > 0);
    }

    [Fact]
    public void Execute_SeriesThatEndEarly_SaysSoAndDecidesOnTheRest()
    {
        var (_, result) = Days.Value;

        Assert.Contains(result.Warnings, warning => warning.StartsWith("ETHUSDT: its bars end on 2022-10-2", StringComparison.Ordinal));
        Assert.Contains(result.Warnings, warning => warning.StartsWith("macro regime: the default, as its figures were stale,", StringComparison.Ordinal));
        Assert.Contains(result.Steps[^1].Wishes["CryptoMomentumModel_v1"].Skipped, skipped => skipped.Asset == "ETHUSDT" && skipped.Reason.StartsWith("the D1 bar that was due at 2022-", StringComparison.Ordinal));
        Assert.Contains(result.Steps[^1].Wishes["CryptoMomentumModel_v1"].Targets, target => target.Asset == "BTCUSDT");
    }

    [Fact]
    public void Execute_BullTurnsToBear_BudgetsFollowTheRegime()
    {
        var (_, result) = Days.Value;

        // 11 March 2020, at the close of the session in which SPY fell below its average with a loss over the year.
        var turn = Enumerable.Range(1, result.Steps.Count - 1).Single(i => result.Steps[i].Risk.At == new DateTimeOffset(2020, 3, 11, 20, 0, 0, TimeSpan.Zero));
        var (before, after) = (result.Steps[turn - 1], result.Steps[turn]);
        Assert.Equal((EquityRegime.Bull, EquityRegime.Bear), (before.Decision.Regime.Equity.Value, after.Decision.Regime.Equity.Value));
        Assert.Equal((0.6, 0.25, 0.15), Budgets(before));
        Assert.Equal((0.2, 0.1, 0.15), Budgets(after));
        // A step later the ledgers have it.
        var trend = result.Models.Single(model => model.Name == "EquityTrendModel_v1");
        var step = Array.IndexOf(result.Portfolio.CloseTicks, after.Risk.At.UtcTicks);
        Assert.Equal((0.6, 0.2), (trend.Budget[step], trend.Budget[step + 1]));
        output.WriteLine($"before: asked {before.Decision.Asked.Gross:P1}, allowed {before.Decision.Allowed.Gross:P1}; after: asked {after.Decision.Asked.Gross:P1}, allowed {after.Decision.Allowed.Gross:P1}");

        static (double Trend, double Reversion, double Crypto) Budgets(ModelStep step) => (
            step.Decision.Budgets["EquityTrendModel_v1"], step.Decision.Budgets["IndexMeanReversionModel_v1"], step.Decision.Budgets["CryptoMomentumModel_v1"]);
    }

    private static (ModelRun Run, ModelRunResult Result) Of(string name) => name == "daily" ? Days.Value : Hours.Value;

    private static PlatformConfiguration Read(string name) =>
        name == "daily" ? PlatformTexts.Read(RealPlatform.Daily) : PlatformTexts.Read(RealPlatform.Daily, RealPlatform.FourHours);

    private static (ModelRun Run, ModelRunResult Result) Execute(ModelData data, params string[] texts)
    {
        var run = new ModelRun(PlatformTexts.Read(texts), data);
        return (run, run.Execute());
    }
}
