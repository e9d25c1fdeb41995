using Serverless.Core.Backtesting.Models;
using Serverless.Core.Backtesting.Portfolio;
using Serverless.Core.Execution;
using Serverless.Core.MarketData;
using Serverless.Core.Portfolio;
using Serverless.Core.Regimes;
using Serverless.Core.Risk;
using Serverless.Core.Strategies.Models;
using Serverless.Core.Tests.Regimes;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.Backtesting.Models;

public sealed class ModelPortfolioTests(ITestOutputHelper output)
{
    private static readonly RiskLimits Limits = new()
    {
        MaxByClass = new Dictionary<string, double> { ["crypto"] = 0.2 },
        Classes = new Dictionary<string, string> { ["SPY"] = "equity", ["QQQ"] = "equity", ["BTCUSDT"] = "crypto" },
        ByRegime = new Dictionary<string, double> { ["vol_high"] = 0.5 },
    };

    private static readonly PortfolioPolicy Policy = new(
        new ModelBudgets
        {
            Base = new Dictionary<string, double> { ["EquityTrendModel_v1"] = 0.7, ["CryptoMomentumModel_v1"] = 0.3 },
            ByRegime = new Dictionary<string, IReadOnlyDictionary<string, double>>
            {
                ["equity_bear"] = new Dictionary<string, double> { ["EquityTrendModel_v1"] = 0.2 },
            },
        },
        Limits,
        new RebalanceOptions(0.02));

    [Fact]
    public void Run_RealDays_KeepsEveryDecisionWithinLimitsAndRepeatsBitByBit()
    {
        var (portfolio, result) = Run();
        var (_, again) = Run();

        Assert.Null(result.Failure);
        Assert.Null(result.Members[0].Failure);
        Assert.Equal(result.Equity, again.Equity);
        foreach (var decision in portfolio.Decisions)
        {
            Assert.Null(RiskEngine.FindExcess(decision.Plan.Projected, Limits.For(decision.Regime)));
            foreach (var asset in decision.Allowed.Assets)
                Assert.Equal(asset.Weight, asset.Contributions.Sum(part => part.Weight), 1e-12);
        }

        // The limits were met: crypto asks for 30 %, and high volatility halves everything.
        Assert.Contains(portfolio.Decisions, decision => decision.Allowed.Adjustments.Any(one => one.Limit == RiskLimitNames.Class && one.Allowed == 0.2));
        Assert.Contains(portfolio.Decisions, decision => decision.Allowed.Adjustments.Any(one => one.Limit == RiskLimitNames.Asset && one.Allowed == 0.2));
        Assert.Contains(portfolio.Decisions, decision => decision.Regime.Equity.Value == EquityRegime.Bear && decision.Budgets["EquityTrendModel_v1"] == 0.2);
        Assert.Contains(portfolio.Decisions, decision => decision.Plan.Skipped.Count > 0);
        output.WriteLine($"{portfolio.Decisions.Count} decisions, equity {result.Equity[^1]:0.00}, drawdown {result.Drawdown.Max():P1}, Sharpe {result.Metrics?.Sharpe:0.00}");
    }

    [Fact]
    public void Run_ThreeModelsOnFourHours_AreNettedAndAttributed()
    {
        // Traded on H4; trend and momentum read daily bars beside them.
        var btc = RealSeries.BtcFourHours;
        (BarSeries Bars, Market Market)[] traded =
        [
            (Resampler.Resample(RealSeries.Hourly("SPY"), Timeframe.H4).Series, Market.UsEquities),
            (Resampler.Resample(RealSeries.Hourly("QQQ"), Timeframe.H4).Series, Market.UsEquities),
            (btc, Market.Crypto),
        ];
        var days = Resampler.Resample(btc, Timeframe.D1).Series;
        using var market = new ModelMarket([.. traded, (RealSeries.Spy, Market.UsEquities), (RealSeries.Qqq, Market.UsEquities), (days, Market.Crypto)]);
        var portfolio = new ModelPortfolio(
            market,
            new RegimeHistory(RealSeries.Inputs with { Crypto = days }),
            new PortfolioPolicy(
                new ModelBudgets
                {
                    Base = new Dictionary<string, double> { ["EquityTrendModel_v1"] = 0.6, ["IndexMeanReversionModel_v1"] = 0.25, ["CryptoMomentumModel_v1"] = 0.15 },
                },
                Limits,
                new RebalanceOptions(0.02)),
            [.. ModelCatalog.All.Select(model => new ModelInstance(model, universe: model.Universe.Contains("SPY") ? null : ["BTCUSDT"]))]);

        var result = PortfolioBacktester.Run(
            [.. traded.Select(one => PortfolioSymbol.Of(one.Bars, one.Market, new ExecutionCosts()))],
            [],
            [new PortfolioMember("models", portfolio)],
            new PortfolioSettings { From = new DateTime(2024, 3, 1), To = new DateTime(2025, 11, 11) });

        Assert.Null(result.Members[0].Failure);
        Assert.All(ModelCatalog.All, model => Assert.Contains(portfolio.Decisions, decision =>
            decision.Allowed.Assets.Any(asset => asset.Contributions.Any(part => part.Model == model.Schema.Name && part.Weight > 0))));

        // Two models in one fund: 0.6 × ½ and 0.25 × ½, together beyond the limit of 40 %, cut back in proportion.
        var both = portfolio.Decisions.SelectMany(decision => decision.Allowed.Assets).First(asset => asset.Asked > 0.42 && asset.Weight == 0.4);
        Assert.Equal([("EquityTrendModel_v1", 0.3), ("IndexMeanReversionModel_v1", 0.125)], both.Contributions.Select(part => (part.Model, part.Asked)));
        Assert.Equal([0.282353, 0.117647], both.Contributions.Select(part => Math.Round(part.Weight, 6)));

        // The file of the purchasing managers ends in 2021: the default holds, with a warning.
        Assert.All(portfolio.Decisions.Take(50), decision =>
            Assert.Contains(decision.Regime.Warnings, warning => warning is { Dimension: "macro", Status: RegimeStatus.Stale }));
        output.WriteLine($"{portfolio.Decisions.Count} decisions, equity {result.Equity[^1]:0.00}, drawdown {result.Drawdown.Max():P1}");
    }

    [Fact]
    public void Run_SymbolOfAModelIsNotTraded_SaysWhich()
    {
        var spy = RealSeries.Spy.Last(TimeSpan.FromDays(400));
        using var market = new ModelMarket([(spy, Market.UsEquities)]);
        var portfolio = new ModelPortfolio(market, new RegimeHistory(new RegimeInputs()), Policy, [new ModelInstance(ModelCatalog.Get("EquityTrendModel_v1"))]);

        var result = PortfolioBacktester.Run(
            [PortfolioSymbol.Of(spy, Market.UsEquities, new ExecutionCosts())], [], [new PortfolioMember("models", portfolio)], new PortfolioSettings());

        Assert.Contains("EquityTrendModel_v1@1.0.0 decides on QQQ", result.Members[0].Failure!.Reason);
    }

    private static (ModelPortfolio Portfolio, PortfolioResult Result) Run()
    {
        (BarSeries Bars, Market Market)[] series =
            [(RealSeries.Spy, Market.UsEquities), (RealSeries.Qqq, Market.UsEquities), (RealSeries.Btc, Market.Crypto)];
        using var market = new ModelMarket(series);
        var portfolio = new ModelPortfolio(
            market,
            new RegimeHistory(RealSeries.Inputs),
            Policy,
            [new ModelInstance(ModelCatalog.Get("EquityTrendModel_v1")), new ModelInstance(ModelCatalog.Get("CryptoMomentumModel_v1"), universe: ["BTCUSDT"])]);
        var result = PortfolioBacktester.Run(
            [.. series.Select(one => PortfolioSymbol.Of(one.Bars, one.Market, new ExecutionCosts()))],
            [],
            [new PortfolioMember("models", portfolio)],
            new PortfolioSettings { From = new DateTime(2018, 1, 1), To = new DateTime(2024, 3, 5) });
        return (portfolio, result);
    }
}
