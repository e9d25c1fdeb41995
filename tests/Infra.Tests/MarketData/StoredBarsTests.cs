using Serverless.Core.MarketData;
using Serverless.Core.Time;
using Serverless.Infra.MarketData;

namespace Serverless.Infra.Tests.MarketData;

public sealed class StoredBarsTests
{
    private static readonly DatasetManifest[] Stored =
    [
        Of("BTC", Timeframe.M1, Market.Crypto), Of("BTC", Timeframe.H1, Market.Crypto), Of("BTC", Timeframe.D1, Market.Crypto),
        Of("RAW", Timeframe.D1, Market.UsEquities, rawSplits: 2), Of("RAW", Timeframe.H1, Market.UsEquities),
        Of("VIX", Timeframe.D1, Market.Macro),
    ];

    [Theory]
    [InlineData("BTC", Timeframe.D1, Timeframe.D1)]
    [InlineData("BTC", Timeframe.H4, Timeframe.H1)] // made of the longest that are short enough
    [InlineData("BTC", Timeframe.M15, Timeframe.M1)]
    [InlineData("RAW", Timeframe.D1, Timeframe.H1)]
    [InlineData("RAW", Timeframe.M30, null)]
    [InlineData("VIX", Timeframe.D1, null)] // is read, not traded
    [InlineData("btc", Timeframe.D1, null)]
    public void Find_SymbolAndLength_IsTheSeriesFromWhichItCanBeMade(string symbol, Timeframe wanted, Timeframe? expected) =>
        Assert.Equal(expected, StoredBars.Find(Stored, symbol, wanted)?.Dataset.Timeframe);

    private static DatasetManifest Of(string symbol, Timeframe timeframe, Market market, int rawSplits = 0) => new(
        new DatasetInfo($"{symbol}_{timeframe}", symbol, timeframe, market, 1, default, default, "none"),
        1,
        default,
        new DataOrigin("test", "x.csv", null, PriceAdjustment.Raw),
        0,
        0,
        rawSplits == 0 ? [] : [new DefectCount(DataDefect.UnadjustedSplit, DefectAction.Flag, rawSplits)]);
}
