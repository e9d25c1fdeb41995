namespace Serverless.Core.Tests.Backtesting.Models;

/// <summary>Everything that is wrong is told at once, where it stands, with what would be right.</summary>
public sealed class PlatformErrorTests
{
    [Fact]
    public void Read_ManyMistakes_AreAllToldWithPositionAndNearest()
    {
        const string Text = """
            experimnt: x
            models:
              EquityTrendModel_v2: {budget: 0.5}
              EquityTrendModel_v1:
                version: 1.1.0
                budget: 60
                universe: [SPY, QQQQ]
                parameters: {avrage: 100, short: 1}
                lifecycle_stage: candidat
              CryptoMomentumModel_v1: {universe: [BTCUSDT, BTCUSDT]}
            regime_budgets:
              equity_baer: {EquityTrendModel_v1: 0.2}
              equity_bear: {EquityTrend_v1: 0.2, IndexMeanReversionModel_v1: 0.1}
            construction: {type: risk_party}
            risk:
              per_asset: 0
              by_asset: {BTC: 0.2}
              asset_class: {cripto: 0.2}
              drawdown: {threshold: 0.15, action: halt, release: 0.2}
              by_regime: {vol_hihg: 0.5}
            regimes:
              equity: {short_momentum_days: 300}
              sources: {vix: VIX}
            assets: {SPY: {class: equities}, TSLA: {}}
            classes: {metal: {commission_bps: 1}}
            timeframe: 4hr
            """;

        Assert.Equal(
            """
            base.yaml:1:1: experimnt: there is no such key; did you mean 'experiment'?
            base.yaml:3:3: models.EquityTrendModel_v2: there is no such model; did you mean 'EquityTrendModel_v1'?
            base.yaml:5:14: models.EquityTrendModel_v1.version: '1.1.0' is not 1.0.0, the version of EquityTrendModel_v1 that is here. Pin that one, or run the release of the platform that ships yours.
            base.yaml:6:13: models.EquityTrendModel_v1.budget: '60' is not a number at least 0 and at most 1.
            base.yaml:7:21: models.EquityTrendModel_v1.universe[1]: 'QQQQ' is not one of BTCUSDT, ETHUSDT, QQQ, SPY, TSLA; did you mean 'QQQ'?
            base.yaml:8:18: models.EquityTrendModel_v1.parameters.avrage: there is no such key; did you mean 'average'?
            base.yaml:8:38: models.EquityTrendModel_v1.parameters.short: '1' is not a whole number from 20 to 252.
            base.yaml:9:22: models.EquityTrendModel_v1.lifecycle_stage: 'candidat' is not one of research, candidate, paper, live; did you mean 'candidate'?
            base.yaml:10:27: models.CryptoMomentumModel_v1.budget: it is missing; give a number at least 0 and at most 1.
            base.yaml:10:38: models.CryptoMomentumModel_v1.universe: a list: 'BTCUSDT' is named twice.
            base.yaml:12:3: regime_budgets.equity_baer: there is no such regime; did you mean 'equity_bear'?
            base.yaml:13:17: regime_budgets.equity_bear.EquityTrend_v1: there is no such model with a budget; did you mean 'EquityTrendModel_v1'?
            base.yaml:13:38: regime_budgets.equity_bear.IndexMeanReversionModel_v1: there is no such model with a budget; did you mean 'EquityTrendModel_v1'?
            base.yaml:14:22: construction.type: there is no construction 'risk_party'; there are budgets, equal_weight, inverse_volatility, risk_parity, hierarchical_risk_parity, minimum_variance, maximum_sharpe, black_litterman, fractional_kelly. Did you mean 'risk_parity'?
            base.yaml:16:14: risk.per_asset: '0' is not a number above 0.
            base.yaml:17:14: risk.by_asset.BTC: there is no such asset; did you mean 'BTCUSDT'?
            base.yaml:18:17: risk.asset_class.cripto: there is no such asset class; did you mean 'crypto'?
            base.yaml:19:39: risk.drawdown.action: 'halt' is not one of reduce, preserve, flatten; did you mean 'flatten'?
            base.yaml:20:15: risk.by_regime.vol_hihg: there is no such regime; did you mean 'vol_high'?
            base.yaml:22:11: regimes.equity.long_momentum_days: it must not be below short_momentum_days, 300.
            base.yaml:23:13: regimes.sources.vix: there is no such key; did you mean 'pmi'?
            base.yaml:24:23: assets.SPY.class: 'equities' is not one of crypto, equity, metal; did you mean 'equity'?
            base.yaml:24:40: assets.TSLA.class: it is missing; give one of crypto, equity, metal.
            base.yaml:25:18: classes.metal.market: it is missing; give one of crypto, us_equities.
            base.yaml:26:12: timeframe: '4hr' is not one of 1m, 15m, 30m, 1h, 4h, 1d; did you mean '4h'?
            """.ReplaceLineEndings("\n"),
            PlatformTexts.Errors(Text));
    }

    [Theory]
    [InlineData("models: {EquityTrendModel_v1: {budget: 0.8}}", "base.yaml:1:9: models: the budgets add up to 1.2 in any regime; at most 1 is there.")]
    [InlineData("regime_budgets: {equity_bull: {EquityTrendModel_v1: 0.7}}", "experiment.yaml:1:17: regime_budgets: the budgets add up to 1.1 in equity_bull; at most 1 is there.")]
    [InlineData("risk: {drawdown: {threshold: 0.1, release: 0.1}}", "experiment.yaml:1:44: risk.drawdown.release: it must be below threshold, 0.1.")]
    [InlineData("classes: {equity: {slippage: {type: ticks}}}", "experiment.yaml:1:10: classes: slippage of equity is in ticks: give assets.QQQ.instrument.tick_size.")]
    [InlineData("assets: {QQQ: null}", "base.yaml:1:9: models: EquityTrendModel_v1 decides on QQQ, which is not among the assets; add it there with its class, or give the model a universe.")]
    [InlineData("start: 2024-01-02\nend: 2024-01-01", "experiment.yaml:2:6: end: it must be after start.")]
    [InlineData("regimes: {volatility: {low_below: 30}}", "experiment.yaml:1:23: regimes.volatility.high_above: it must be above low_below, 30.")]
    [InlineData("regimes: {macro: {recession_below: 55}}", "experiment.yaml:1:36: regimes.macro.recession_below: it must be below contraction_below, 50.")]
    [InlineData("classes: {crypto: {commission_bps: 1, commission: {type: bps}}}", "experiment.yaml:1:39: classes.crypto.commission: 'commission_bps' at experiment.yaml:1:20 gives the same; set one of the two to null.")]
    [InlineData("search: {EquityTrendModel_v1: {average: [100, 5], shrt: 3}}", "experiment.yaml:1:47: search.EquityTrendModel_v1.average[1]: '5' is not a whole number from 20 to 400.\nexperiment.yaml:1:51: search.EquityTrendModel_v1.shrt: there is no such parameter; did you mean 'short'?")]
    [InlineData("search: {EquityTrendModel_v1: {average: 100..50:10}}", "experiment.yaml:1:41: search.EquityTrendModel_v1.average: 'average=100..50:10': a range goes up, by a step above 0.")]
    [InlineData("search: {EquityTrendModel_v1: {average: 300..500:100}}", "experiment.yaml:1:41: search.EquityTrendModel_v1.average: 'average' is 500; it must be a whole number from 20 to 400.")]
    [InlineData("search: {EquityTrendModel_v1: {average: {distribution: log_unifrm}}}", "experiment.yaml:1:56: search.EquityTrendModel_v1.average.distribution: there is no distribution 'log_unifrm'; there are uniform, log_uniform, normal. Did you mean 'log_uniform'?")]
    [InlineData("search: {EquityTrendModel_v1: {average: {distribution: normal, min: 50, max: 5000, deviatn: 3}}}", "experiment.yaml:1:78: search.EquityTrendModel_v1.average.max: '5000' is not a whole number from 20 to 400.\nexperiment.yaml:1:84: search.EquityTrendModel_v1.average.deviatn: there is no such key; did you mean 'deviation'?")]
    [InlineData("search: {EquityTrendModel_v1: {average: {distribution: uniform, min: 200, max: 100, mean: 3}}}", "experiment.yaml:1:85: search.EquityTrendModel_v1.average.mean: there is no such key; did you mean 'min'?")]
    [InlineData("search: {EquityTrendModel_v1: {average: {distribution: uniform, min: 200, max: 100}}}", "experiment.yaml:1:80: search.EquityTrendModel_v1.average.max: it must be above min.")]
    [InlineData("search: {EquityTrendModel_v1: {average: {distribution: normal, mean: 10}}}", "experiment.yaml:1:70: search.EquityTrendModel_v1.average.mean: it must lie from min to max.")]
    [InlineData("search: {EquityTrendModel_v1: {average: {min: 100}}}", "experiment.yaml:1:41: search.EquityTrendModel_v1.average.distribution: it is missing; give one of uniform, log_uniform, normal.")]
    [InlineData("search: {IndexMeanReversionModel_v1: {}}", "experiment.yaml:1:10: search.IndexMeanReversionModel_v1: there is no such model with a budget; did you mean 'EquityTrendModel_v1'?")]
    public void Read_Experiment_IsToldWhereItIsWrong(string text, string message) =>
        Assert.Equal(message, PlatformTexts.Errors("models: {EquityTrendModel_v1: {budget: 0.6}, CryptoMomentumModel_v1: {budget: 0.4}}", text));

    [Fact]
    public void Read_NoModels_SaysWhatIsMissing() => Assert.Equal(
        "base.yaml:1:1: models: there is none; name at least one model, with its budget.", PlatformTexts.Errors("risk: {leverage: 1}"));
}
