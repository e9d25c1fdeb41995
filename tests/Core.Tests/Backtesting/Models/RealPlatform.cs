using Serverless.Core.Backtesting.Models;
using Serverless.Core.MarketData;
using Serverless.Core.Tests.Regimes;

namespace Serverless.Core.Tests.Backtesting.Models;

/// <summary>Three models on real data of the shared folder.</summary>
internal static class RealPlatform
{
    /// <summary>2018 to 2023 by the day: hourly bars of the funds do not cover these years, so that mean reversion reads days too.</summary>
    public const string Daily = """
        experiment: three-models-daily
        timeframe: 1d
        start: 2018-01-01
        end: 2024-01-01
        models:
          EquityTrendModel_v1: {budget: 0.6}
          IndexMeanReversionModel_v1: {budget: 0.25, parameters: {bars: 1d}}
          CryptoMomentumModel_v1: {budget: 0.15}
        regime_budgets:
          equity_bear: {EquityTrendModel_v1: 0.2, IndexMeanReversionModel_v1: 0.1}
        risk:
          by_regime: {vol_high: 0.75}
        """;

    /// <summary>2018 to March 2021 on four hours, as far as there are hourly bars of SPY; QQQ has days alone.</summary>
    public const string FourHours = """
        experiment: three-models-h4
        timeframe: 4h
        end: 2021-04-01
        models:
          IndexMeanReversionModel_v1: {parameters: {bars: 4h}, universe: [SPY]}
        """;

    public static ModelData Days => new(
        [RealSeries.Spy, RealSeries.Qqq, RealSeries.Btc, RealSeries.EthHourly],
        [RealSeries.Inputs.VolatilityIndex!, RealSeries.Inputs.Pmi!, RealSeries.Inputs.CurveSlope!]);

    public static ModelData Hours => Days with { Bars = [RealSeries.Spy, RealSeries.SpyHourly, RealSeries.Qqq, RealSeries.BtcHourly, RealSeries.EthHourly] };
}
