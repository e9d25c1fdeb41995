using Serverless.Core.MarketData;
using Serverless.Functions.Hosting;
using Serverless.Infra.MarketData.Download;

namespace Serverless.Functions.Tests.Hosting;

public sealed class MarketDataOptionsTests
{
    private static readonly DownloadSources Sources = DownloadSources.Create(new DownloadSettings(), new HttpPolicy(), TimeProvider.System);

    [Fact]
    public void ToTargets_Lists_AreReadInOrder()
    {
        var options = new MarketDataOptions { From = new DateOnly(2020, 1, 1), Sources = { ["kraken"] = "XBTUSD 1h", ["binance"] = "BTCUSDT H4, ETHUSDT D1,", ["fred"] = "T10Y2Y" } };
        var from = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal(
            [
                new DownloadTarget("binance", "BTCUSDT", Timeframe.H4, from), new DownloadTarget("binance", "ETHUSDT", Timeframe.D1, from),
                new DownloadTarget("fred", "T10Y2Y", null, from), new DownloadTarget("kraken", "XBTUSD", Timeframe.H1, from),
            ],
            options.ToTargets(Sources));
    }

    [Theory]
    [InlineData("binance", "BTCUSDT", "MarketData:Sources:binance: 'BTCUSDT' is not a symbol and a timeframe")]
    [InlineData("binance", "BTCUSDT H5", "MarketData:Sources:binance: 'H5' is not a timeframe; there are M1, M15, M30, H1, H4, D1")]
    [InlineData("fred", "T10Y2Y D1", "MarketData:Sources:fred: 'T10Y2Y D1' is not the name of one series")]
    [InlineData("nobody", "X H4", "MarketData:Sources:nobody: there is no such source")]
    [InlineData("alpaca", "SPY D1", "MarketData:Sources:alpaca: there is no such source, or its key is not set")]
    public void Validate_WrongSetting_NamesTheKey(string source, string list, string message)
    {
        var result = new MarketDataOptionsValidator(Sources).Validate(null, new MarketDataOptions { Sources = { [source] = list } });

        Assert.True(result.Failed);
        Assert.StartsWith(message, result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_Nothing_IsAllowed() => Assert.True(new MarketDataOptionsValidator(Sources).Validate(null, new MarketDataOptions()).Succeeded);
}
