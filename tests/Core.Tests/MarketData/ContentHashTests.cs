using Serverless.Core.MarketData;

namespace Serverless.Core.Tests.MarketData;

public sealed class ContentHashTests
{
    private static readonly long[] Times = [new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks, new DateTime(2024, 1, 1, 4, 0, 0, DateTimeKind.Utc).Ticks];

    [Fact]
    public void Of_TwoBars_IsTheHashThatPythonComputes()
    {
        // hashlib.sha256(b"bars/1 BTCUSDT H4 2\n" + struct.pack("<2q10d", 638396640000000000, 638396784000000000,
        //     1, 2, 3, 4, 0.5, 1.5, 2, 3, 10, 20)).hexdigest()
        Assert.Equal("d2166c23516100a10bf77573cc237d64cf48e32d3926bf311a32e50785239570", ContentHash.Of(Series("BTCUSDT", Timeframe.H4, 20)));
    }

    [Fact]
    public void Of_AnyPartChanged_Differs()
    {
        string[] hashes =
        [
            ContentHash.Of(Series("BTCUSDT", Timeframe.H4, 20)),
            ContentHash.Of(Series("ETHUSDT", Timeframe.H4, 20)),
            ContentHash.Of(Series("BTCUSDT", Timeframe.H1, 20)),
            ContentHash.Of(Series("BTCUSDT", Timeframe.H4, 20.000000000000004)),
            ContentHash.Of(Series("BTCUSDT", Timeframe.H4, 20).Slice(0, 1)),
        ];
        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    private static BarSeries Series(string symbol, Timeframe timeframe, double lastVolume) => new(
        symbol, timeframe, Times, new double[] { 1, 2 }, new double[] { 3, 4 }, new double[] { 0.5, 1.5 }, new double[] { 2, 3 }, new[] { 10, lastVolume });
}
