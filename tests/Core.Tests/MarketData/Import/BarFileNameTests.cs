using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.MarketData;

public sealed class BarFileNameTests
{
    [Theory]
    [InlineData("BTCUSDT_binance_4h_2019-01_2025-11.csv.gz", "BTCUSDT", Timeframe.H4, Market.Crypto, "Binance")]
    [InlineData("crypto/ETHUSDT_binance_1h_2017-08_2022-10.csv.gz", "ETHUSDT", Timeframe.H1, Market.Crypto, "Binance")]
    [InlineData("BTCUSDT-1h-2024-01.zip", "BTCUSDT", Timeframe.H1, Market.Crypto, "Binance")]
    [InlineData("BTCUSDT-1m-2024-01-31.csv", "BTCUSDT", Timeframe.M1, Market.Crypto, "Binance")]
    [InlineData("Binance_BTCUSDT_1h.csv", "BTCUSDT", Timeframe.H1, Market.Crypto, "Binance")]
    [InlineData("BTCUSDT_binance-futures_1h_2020-08_cdd.csv.gz", "BTCUSDT-PERP", Timeframe.H1, Market.Crypto, "Binance")]
    [InlineData("funding_BTC-USDT_dydx_1h_2022-2023.csv.gz", "BTC-USDT", Timeframe.H1, Market.Crypto, "dYdX")]
    [InlineData("SPY_1d_raw_1993-01_2025-12.csv.gz", "SPY", Timeframe.D1, Market.UsEquities, "unknown")]
    [InlineData("SPY_30min_ext_2021-03_2023-02.csv.gz", "SPY", Timeframe.M30, Market.UsEquities, "unknown")]
    [InlineData("SPY_yahoo_1d_adjclose_1993-01.csv", "SPY", Timeframe.D1, Market.UsEquities, "Yahoo")]
    [InlineData("BTC-PERP_1m_2021-12-31_2022-02-01.csv.gz", "BTC-PERP", Timeframe.M1, Market.Crypto, "unknown")]
    [InlineData("BTCUSD_gemini_1h_2015-10.csv", "BTCUSD", Timeframe.H1, Market.Crypto, "Gemini")]
    [InlineData("T10Y2Y_fred_1990-01.csv", "T10Y2Y", null, Market.Macro, "FRED")]
    [InlineData("VIX_daily_ohlc.csv", "VIX", Timeframe.D1, Market.Macro, "unknown")]
    [InlineData("spy.zip", "SPY", null, Market.UsEquities, "unknown")]
    [InlineData("AAPL.csv", "AAPL", null, Market.UsEquities, "unknown")]
    public void Describe_UsualNames_TellSymbolTimeframeMarketAndVendor(string name, string symbol, Timeframe? timeframe, Market market, string vendor) =>
        Assert.Equal(new BarSource(name, symbol, timeframe, market, Vendor: vendor), BarFileName.Describe(name));

    [Fact]
    public void Describe_DayInTheName_IsTheDateOfItsTimes() =>
        Assert.Equal(
            new BarSource("20131007_spy_minute_trade.csv", "SPY", Timeframe.M1, Market.UsEquities, Date: new DateOnly(2013, 10, 7)),
            BarFileName.Describe("20131007_spy_minute_trade.csv"));
}
