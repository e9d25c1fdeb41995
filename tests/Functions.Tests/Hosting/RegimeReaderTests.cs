using Azure.Storage.Blobs;
using Microsoft.Extensions.Options;
using Serverless.Core.MarketData;
using Serverless.Core.Regimes;
using Serverless.Core.Time;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.MarketData;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Hosting;

// With a store of its own: the reader looks at all there is.
public sealed class RegimeReaderTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int Days = 400;
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DataOrigin Origin = DataOrigin.Synthetic(1);

    private static CancellationToken Limit => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_FourHourBarsAndDailyIndex_GivesWhatTheyTellAndWarnsOfTheRest()
    {
        var store = new MarketDataStore(new BlobServiceClient(azurite.ConnectionString), TimeProvider.System);
        await store.SaveAsync(Rising("REGCOIN", Timeframe.H4), Market.Crypto, Origin, [], cancellationToken: Limit);
        await store.SaveAsync(Flat("REGVIX", 30), Market.Macro, Origin, [], cancellationToken: Limit);
        var reader = Reader(store, new RegimeSources { Crypto = "NOCOIN, REGCOIN", VolatilityIndex = "REGVIX", Equity = "NOSPY", Pmi = "NOPMI", CurveSlope = "NOCURVE" });
        var now = Start.AddDays(Days);

        var regimes = await reader.ReadAsync(now, Limit);

        Assert.Equal((CryptoRegime.RiskOn, RegimeStatus.Current, "REGCOIN"), (regimes.Market.Crypto.Value, regimes.Market.Crypto.Status, regimes.Market.Crypto.Source));
        Assert.Equal((VolatilityLevel.High, "REGVIX"), (regimes.Market.Volatility.Value, regimes.Market.Volatility.Source));
        Assert.Equal((EquityRegime.Neutral, RegimeStatus.Missing), (regimes.Market.Equity.Value, regimes.Market.Equity.Status));
        Assert.Equal(["equity", "macro"], regimes.Market.Warnings.Select(warning => warning.Dimension));
        var symbol = Assert.Single(Of(regimes, "REG"));
        Assert.Equal(("REGCOIN", now, false), (symbol.Symbol, symbol.AsOf, symbol.Stale));
        Assert.Equal(now.AddDays(-100), Of(await reader.ReadAsync(now.AddDays(-100), Limit), "REG").Single().AsOf); // what closed later is not known
        Assert.Equal(CryptoRegime.RiskOff, (await reader.ReadAsync(now.AddDays(10), Limit)).Market.Crypto.Value); // stale: the default
        Assert.True(Of(await reader.ReadAsync(now.AddDays(10), Limit), "REG").Single().Stale);
    }

    [Fact]
    public async Task Read_SameData_HasTheSameHashAndOtherDataAnother()
    {
        var store = new MarketDataStore(new BlobServiceClient(azurite.ConnectionString), TimeProvider.System);
        await store.SaveAsync(Rising("HASHCOIN", Timeframe.D1), Market.Crypto, Origin, [], cancellationToken: Limit);
        var reader = Reader(store, new RegimeSources { Crypto = "HASHCOIN" });
        var before = await reader.ReadAsync(Start.AddDays(Days), Limit);

        await store.UpdateAsync("HASHCOIN", Timeframe.D1, Market.Crypto, Origin, bars => bars.Slice(0, bars.Count - 1), cancellationToken: Limit);

        Assert.NotEqual(before.DataHash, (await reader.ReadAsync(Start.AddDays(Days), Limit)).DataHash);
    }

    [Fact]
    public async Task Read_SymbolsOfTheSettings_LeavesOthersAlone()
    {
        var store = new MarketDataStore(new BlobServiceClient(azurite.ConnectionString), TimeProvider.System);
        await store.SaveAsync(Rising("TRADEDCOIN", Timeframe.D1), Market.Crypto, Origin, [], cancellationToken: Limit);
        await store.SaveAsync(Rising("OTHERCOIN", Timeframe.D1), Market.Crypto, Origin, [], cancellationToken: Limit);

        var regimes = await Reader(store, new RegimeSources(), " TRADEDCOIN , ABSENTCOIN").ReadAsync(Start.AddDays(Days), Limit);

        Assert.Equal(["TRADEDCOIN"], regimes.Symbols.Select(symbol => symbol.Symbol));
    }

    private static IEnumerable<RegimeSnapshot> Of(ClassifiedRegimes regimes, string prefix) =>
        regimes.Symbols.Where(symbol => symbol.Symbol.StartsWith(prefix, StringComparison.Ordinal));

    private static RegimeReader Reader(MarketDataStore store, RegimeSources options, string symbols = "") =>
        new(store, Options.Create(options), Options.Create(new EvaluationOptions { Symbols = symbols }));

    private static BarSeries Rising(string symbol, Timeframe timeframe) => Series(symbol, timeframe, i => 100 + i);

    private static BarSeries Flat(string symbol, double level) => Series(symbol, Timeframe.D1, _ => level);

    private static BarSeries Series(string symbol, Timeframe timeframe, Func<int, double> close)
    {
        var count = (int)(TimeSpan.FromDays(Days) / timeframe.Length());
        double[] prices = [.. Enumerable.Range(0, count).Select(close)];
        long[] times = [.. Enumerable.Range(0, count).Select(i => (Start + (timeframe.Length() * i)).UtcTicks)];
        return new BarSeries(symbol, timeframe, times, prices, prices, prices, prices, prices);
    }
}
