using Serverless.Core.Backtesting.Models;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Configuration;
using Serverless.Core.Execution.Matching;
using Serverless.Core.MarketData;
using Serverless.Core.Portfolio;
using Serverless.Core.Portfolio.Construction;
using Serverless.Core.Regimes;
using Serverless.Core.Risk;
using Serverless.Core.Strategies;
using Serverless.Core.Tests.Portfolio;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.Backtesting.Models;

public sealed class PlatformSchemaTests
{
    /// <summary>The specification's examples, in its words.</summary>
    private const string Specification = """
        experiment: seed-001
        start: 2018-01-01
        end: 2024-01-01
        timeframe: 4h
        backtest_initial_nav: 1000000
        models:
          EquityTrendModel_v1:
            version: 1.0.0
            budget: 0.6
            universe: [SPY, QQQ]
            parameters: {average: 200, short: 126, long: 252}
            lifecycle_stage: live
          IndexMeanReversionModel_v1:
            budget: 0.25
            lifecycle_stage: candidate
            missing_data: {type: skip}
          CryptoMomentumModel_v1: {budget: 0.15, lifecycle_stage: paper, missing_data: {type: forward_fill, max_bars: 2}}
        regime_budgets:
          equity_bull: {EquityTrendModel_v1: 0.6}
          equity_bear: {EquityTrendModel_v1: 0.2}
        risk:
          per_asset: 0.4
          by_asset: {ETHUSDT: 0.05}
          asset_class: {crypto: 0.2}
          concentration: {count: 2, max: 0.7}
          leverage: 1.2
          drawdown: {threshold: 0.15, action: preserve}
          daily_loss: {threshold: 0.04}
          by_regime: {vol_high: 0.5}
        regimes:
          volatility: {low_below: 15, high_above: 25}
          stale_after_hours: 48
          sources: {pmi: null}
          defaults: {equity: neutral}
        classes:
          crypto: {commission_bps: 7.5, slippage: {type: atr, multiple: 0.1}}
        """;

    [Fact]
    public void Read_Specification_IsWhatItSays()
    {
        var platform = PlatformTexts.Read(Specification);

        Assert.Equal(["BTCUSDT", "ETHUSDT", "QQQ", "SPY"], platform.Symbols);
        Assert.Equal((Timeframe.H4, 1_000_000, new DateTime(2018, 1, 1)), (platform.Timeframe, platform.BacktestInitialNav, platform.Start));
        Assert.Equal(new SkipMissing(), platform.Models["IndexMeanReversionModel_v1"].MissingData);
        Assert.Equal(new ForwardFill(2), platform.Models["CryptoMomentumModel_v1"].MissingData);
        Assert.Equal(Market.UsEquities, platform.MarketOf("SPY"));
        Assert.Equal(new SlippageModel.AverageRange { Multiple = 0.1 }, platform.ClassOf("ETHUSDT").Slippage);
        Assert.Null(platform.RegimeSources.Pmi);
        Assert.Equal(new LossLimit(0.15, LossAction.Preserve), platform.Risk.Drawdown);
        Assert.Equal(new LossLimit(0.04), platform.Risk.DailyLoss);
        Assert.Equal((2, 0.7), (platform.Risk.TopCount, platform.Risk.MaxTop));

        var policy = platform.Policy();
        Assert.Equal("crypto", policy.Limits.Classes["ETHUSDT"]);
        Assert.Equal(0.6, policy.Budgets.For(Regime.Of())["EquityTrendModel_v1"]);
        Assert.Equal(0.2, policy.Budgets.For(Regime.Of(equity: EquityRegime.Bear))["EquityTrendModel_v1"]);
        Assert.Equal(
            ["CryptoMomentumModel_v1@1.0.0", "EquityTrendModel_v1@1.0.0", "IndexMeanReversionModel_v1@1.1.0"],
            platform.Instances().Select(model => model.Id));
    }

    [Fact]
    public void Read_NothingButModels_HasDefaultsThatWork()
    {
        var platform = PlatformTexts.Read(PlatformTexts.Bare);

        Assert.Equal(100_000, platform.BacktestInitialNav);
        Assert.Equal((0.4, 1.2, 0.2), (platform.Risk.MaxAsset, platform.Risk.MaxGross, platform.Risk.MaxByClass["crypto"]));
        Assert.Equal(new LossLimit(0.15), platform.Risk.Drawdown);
        Assert.Equal(0.1, platform.Risk.DrawdownRelease, 1e-15);
        Assert.Equal(MarketFill.NextOpen, platform.Execution.MarketFill);
        Assert.Equal(new ConstructionOptions(), platform.Construction);
        Assert.Equal(new RebalanceOptions(0.01, 10), platform.Policy().Rebalance);
        Assert.Equal(new RegimeOptions(), platform.Regimes);
        Assert.All(platform.Models.Values, model => Assert.Equal((ModelStage.Research, new ForwardFill(5)), (model.Stage, model.MissingData)));
        Assert.Equal(3, platform.Instances().Count);
    }

    [Fact]
    public void For_Modes_RunTheModelsOfTheirStages()
    {
        var platform = PlatformTexts.Read(Specification);

        Assert.Equal(3, platform.For(TradingMode.Backtest).Models.Count);
        Assert.Equal(["CryptoMomentumModel_v1", "IndexMeanReversionModel_v1"], platform.For(TradingMode.Paper).Models.Keys);
        Assert.Equal(["EquityTrendModel_v1"], platform.For(TradingMode.Live).Models.Keys);
        Assert.Empty(platform.For(TradingMode.Paper).RegimeBudgets["equity_bear"]);
        _ = platform.For(TradingMode.Paper).Policy();
    }

    [Fact]
    public void InitialNav_IsConfiguredForBacktestsAndTheBrokersOtherwise()
    {
        var platform = PlatformTexts.Read(PlatformTexts.Bare);

        Assert.Equal(100_000, platform.InitialNav(TradingMode.Backtest, 5));
        Assert.Equal(73_000, platform.InitialNav(TradingMode.Live, 73_000));
        Assert.Contains("the broker's balance, which is unknown", Assert.Throws<ArgumentException>(() => platform.InitialNav(TradingMode.Paper)).Message);
    }

    [Theory]
    [InlineData(PlatformTexts.Bare)]
    [InlineData(Specification)]
    public void Hash_ResolvedForm_IsEqual(string text)
    {
        var platform = PlatformTexts.Read(text);

        var resolved = PlatformTexts.Read(PlatformSchema.BuiltIn.Write(platform)!.ToJsonString());

        Assert.Equal(platform.Hash, resolved.Hash);
        Assert.Equal(platform, resolved);
    }

    [Fact]
    public void Hash_SamePlatformWrittenInAnotherWay_IsTheSame()
    {
        const string Other = """
            # The same three, in another order and with defaults written out.
            construction: {type: budgets}
            rebalance: {min_trade_value: 1e1, band: 0.010}
            risk:
              drawdown: {factor: 5e-1, threshold: 0.15, action: reduce, release: null}
              asset_class: {crypto: 0.2}
            assets: {SPY: {class: equity}, TSLA: null, ETHUSDT: {}}
            classes: {equity: {slippage_bps: 2, market: us-equities}}
            models:
              CryptoMomentumModel_v1: {budget: 0.15, universe: [BTCUSDT, ETHUSDT], lifecycle_stage: research}
              IndexMeanReversionModel_v1: {budget: 25e-2, missing_data: {type: forward_fill}}
              EquityTrendModel_v1: {version: "1.0.0", parameters: {average: 200}, budget: 0.60}
            benchmark: SPY
            regime_budgets: {equity_bear: {}}
            """;

        Assert.Equal(PlatformTexts.Read(PlatformTexts.Bare).Hash, PlatformTexts.Read(Other).Hash);
    }

    [Theory]
    [InlineData("seed: 1")]
    [InlineData("risk: {leverage: 1}")]
    [InlineData("risk: {drawdown: null}")]
    [InlineData("construction: {type: risk_parity}")]
    [InlineData("classes: {crypto: {commission_bps: 9}}")]
    [InlineData("assets: {SPY: {instrument: {lot_size: 1}}}")]
    [InlineData("regimes: {macro: {pmi_band: 0.4}}")]
    [InlineData("regime_budgets: {vol_high: {CryptoMomentumModel_v1: 0}}")]
    [InlineData("models: {CryptoMomentumModel_v1: {parameters: {short: 25}}}")]
    [InlineData("models: {CryptoMomentumModel_v1: {universe: [BTCUSDT]}}")]
    [InlineData("models: {CryptoMomentumModel_v1: null}")]
    public void Hash_OneValueChanged_Differs(string change) =>
        Assert.NotEqual(PlatformTexts.Read(PlatformTexts.Bare).Hash, PlatformTexts.Read(PlatformTexts.Bare, change).Hash);

    [Fact]
    public void Merge_Experiment_LiesOverTheBase()
    {
        var platform = PlatformTexts.Read(
            Specification,
            """
            experiment: bear
            models:
              EquityTrendModel_v1: {parameters: {average: 100}}
              IndexMeanReversionModel_v1: null
            regime_budgets:
              equity_bear: {EquityTrendModel_v1: 0.1}
              equity_bull: null
            risk: {asset_class: {crypto: null, equity: 0.9}, daily_loss: null}
            classes:
              crypto: {slippage: {type: bps}}
            """,
            "risk: {leverage: 1}");

        Assert.Equal(("bear", 2), (platform.Experiment, platform.Models.Count));
        Assert.Equal((100, 126, 0.6), (platform.Models["EquityTrendModel_v1"].Parameters.Int("average"), platform.Models["EquityTrendModel_v1"].Parameters.Int("short"), platform.Models["EquityTrendModel_v1"].Budget));
        Assert.Equal(["equity_bear"], platform.RegimeBudgets.Keys);
        Assert.Equal(0.1, platform.RegimeBudgets["equity_bear"]["EquityTrendModel_v1"]);
        Assert.Equal([new("equity", 0.9)], platform.Risk.MaxByClass);
        Assert.Equal((null, 0.4, 1), (platform.Risk.DailyLoss, platform.Risk.MaxAsset, platform.Risk.MaxGross));
        Assert.Equal(new CommissionModel.BasisPoints { Bps = 7.5 }, platform.Classes["crypto"].Commission);
        Assert.Equal(new SlippageModel.BasisPoints { Bps = 5 }, platform.Classes["crypto"].Slippage);
    }

    [Fact]
    public void Read_OwnAssetsAndClasses_ExtendTheUsualOnes()
    {
        var platform = PlatformTexts.Read(
            PlatformTexts.Bare,
            """
            assets: {GLD: {class: metal}}
            classes: {metal: {market: us_equities, commission_bps: 3}}
            models: {EquityTrendModel_v1: {universe: [GLD, SPY]}}
            risk: {asset_class: {metal: 0.1}, by_asset: {GLD: 0.05}}
            """);

        Assert.Equal(["BTCUSDT", "ETHUSDT", "GLD", "QQQ", "SPY"], platform.Symbols);
        Assert.Equal(Market.UsEquities, platform.MarketOf("GLD"));
        Assert.Equal((0.1, 0.2), (platform.Risk.MaxByClass["metal"], platform.Risk.MaxByClass["crypto"]));
        Assert.Equal("metal", platform.Policy().Limits.Classes["GLD"]);
    }

    [Fact]
    public void Read_Search_IsListsRangesAndNames()
    {
        var platform = PlatformTexts.Read(
            PlatformTexts.Bare,
            "search: {IndexMeanReversionModel_v1: {bars: [1d, 4h], bandWidth: 1.5..2.5:0.5}, EquityTrendModel_v1: {average: [100, 200], short: 63}}");

        Assert.Equal(
            ["EquityTrendModel_v1.average 100 200", "EquityTrendModel_v1.short 63", "IndexMeanReversionModel_v1.bandWidth 1.5 2 2.5", "IndexMeanReversionModel_v1.bars 0 1"],
            platform.Searched.Select(axis => FormattableString.Invariant($"{axis.Name} {string.Join(' ', axis.Values)}")));
        Assert.Equal(platform.Hash, PlatformTexts.Read(PlatformSchema.BuiltIn.Write(platform)!.ToJsonString()).Hash);
        Assert.NotEqual(platform.Hash, PlatformTexts.Read(PlatformTexts.Bare).Hash);
    }

    [Fact]
    public void Read_SearchOfDistributions_IsWhatItSays()
    {
        var platform = PlatformTexts.Read(PlatformTexts.Bare, """
            search:
              EquityTrendModel_v1: {average: {distribution: log_uniform, min: 50, max: 300, step: 10}, short: {distribution: uniform, max: 252}}
              IndexMeanReversionModel_v1: {bandWidth: {distribution: normal, min: 1, max: 3, mean: 2.2, deviation: 0.3}}
            """);

        var trend = platform.Models["EquityTrendModel_v1"].Model.Schema;
        Assert.Equal(
            [
                new ParameterDistribution("EquityTrendModel_v1.average", 50, 300) { Step = 10, Spread = Spread.LogUniform },
                new ParameterDistribution("EquityTrendModel_v1.short", trend.Input("short").Min, 252) { Step = 1 },
                new ParameterDistribution("IndexMeanReversionModel_v1.bandWidth", 1, 3) { Spread = Spread.Normal, Mean = 2.2, Deviation = 0.3 },
            ],
            platform.Searched);
        Assert.Equal(platform.Hash, PlatformTexts.Read(PlatformSchema.BuiltIn.Write(platform)!.ToJsonString()).Hash);
    }
}
