using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Serverless.Core.MarketData;
using Serverless.Core.Time;
using Serverless.Infra.MarketData;
using Serverless.Testing;

namespace Serverless.Infra.Tests.MarketData;

/// <summary>The container's name is fixed, so these tests, which run one after another, give each its own symbol.</summary>
public sealed class MarketDataStoreTests
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly RequestCounter requests = new();
    private readonly BlobServiceClient client;
    private readonly MarketDataStore store;

    public MarketDataStoreTests(AzuriteFixture azurite)
    {
        var options = new BlobClientOptions(BlobClientOptions.ServiceVersion.V2023_01_03);
        options.AddPolicy(requests, HttpPipelinePosition.PerCall);
        client = new BlobServiceClient(azurite.ConnectionString, options);
        store = new MarketDataStore(client);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SaveAsync_ThenLoad_GivesTheSameBytes()
    {
        var series = SyntheticMarket.Generate("SAVE", Timeframe.H4, Start, 5_000, seed: 1);

        var dataset = await store.SaveAsync(series, Market.Crypto, "ä seed 1", [], Cancellation);
        var loaded = await store.LoadAsync(dataset, Cancellation);

        Assert.Equal("crypto/SAVE_h4.csv", dataset.Name);
        Assert.Equal(CanonicalCsv.Write(series), CanonicalCsv.Write(loaded));
        Assert.Equal((series.Symbol, series.Timeframe), (loaded.Symbol, loaded.Timeframe));
    }

    [Fact]
    public async Task SaveAsync_MacroSeries_KeepsThemApart()
    {
        var series = SyntheticMarket.Generate("VIX", Timeframe.D1, Start, 10, seed: 1);

        var dataset = await store.SaveAsync(series, Market.Macro, "seed 1", [], Cancellation);

        Assert.Equal("macro/VIX_daily.csv", dataset.Name);
        Assert.Equal(dataset, (await store.ListAsync(Cancellation)).Single(listed => listed.Symbol == "VIX"));
    }

    [Fact]
    public async Task ListAsync_AfterSave_HasTheWholeManifest()
    {
        var series = SyntheticMarket.Generate("LIST", Timeframe.D1, Start, 10, seed: 1);
        DataIssue[] issues =
        [
            new("ä.csv", 3, DataDefect.Gap, DefectAction.Flag, "gap"),
            new("ä.csv", 4, DataDefect.BadNumber, DefectAction.QuarantineRow, "bad"),
            new("ä.csv", 5, DataDefect.BadNumber, DefectAction.QuarantineRow, "bad"),
        ];

        var saved = await store.SaveAsync(series, Market.UsEquities, "ä.csv", issues, Cancellation);
        var listed = (await store.ListAsync(Cancellation)).Single(dataset => dataset.Symbol == "LIST");

        Assert.Equal(saved, listed);
        Assert.Equal(
            new DatasetInfo(
                "equities/LIST_daily.csv", "LIST", Timeframe.D1, Market.UsEquities, 10, Start, Start.AddDays(9),
                CanonicalCsv.Sha256(CanonicalCsv.Write(series)), "ä.csv", 1, 2),
            listed);
    }

    [Fact]
    public async Task SaveAsync_SameSymbolAgain_ReplacesTheSeries()
    {
        await store.SaveAsync(SyntheticMarket.Generate("AGAIN", Timeframe.H4, Start, 10, seed: 1), Market.Crypto, "old", [], Cancellation);
        var second = await store.SaveAsync(SyntheticMarket.Generate("AGAIN", Timeframe.H4, Start, 20, seed: 2), Market.Crypto, "new", [], Cancellation);

        Assert.Equal([second], (await store.ListAsync(Cancellation)).Where(dataset => dataset.Symbol == "AGAIN"));
    }

    [Fact]
    public async Task LoadAsync_ReplacedData_NamesBlobAndBothHashes()
    {
        var first = await store.SaveAsync(SyntheticMarket.Generate("SWAP", Timeframe.H4, Start, 10, seed: 1), Market.Crypto, "old", [], Cancellation);
        var second = await store.SaveAsync(SyntheticMarket.Generate("SWAP", Timeframe.H4, Start, 10, seed: 2), Market.Crypto, "new", [], Cancellation);

        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => store.LoadAsync(first, Cancellation));

        Assert.Contains("market-data/crypto/SWAP_h4.csv", exception.Message, StringComparison.Ordinal);
        Assert.Contains(first.Sha256, exception.Message, StringComparison.Ordinal);
        Assert.Contains(second.Sha256, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_DeletedBlob_NamesItAndTriesAgainLater()
    {
        var series = SyntheticMarket.Generate("GONE", Timeframe.H4, Start, 10, seed: 1);
        var dataset = await store.SaveAsync(series, Market.Crypto, "seed 1", [], Cancellation);
        await client.GetBlobContainerClient(MarketDataStore.Container).DeleteBlobAsync(dataset.Name, cancellationToken: Cancellation);

        var exception = await Assert.ThrowsAsync<FileNotFoundException>(() => store.LoadAsync(dataset, Cancellation));
        await store.SaveAsync(series, Market.Crypto, "seed 1", [], Cancellation);

        Assert.Contains("market-data/crypto/GONE_h4.csv", exception.Message, StringComparison.Ordinal);
        Assert.Equal(10, (await store.LoadAsync(dataset, Cancellation)).Count);
    }

    [Fact]
    public async Task LoadAsync_ManyCallersAtOnce_DownloadOnce()
    {
        var dataset = await store.SaveAsync(SyntheticMarket.Generate("MANY", Timeframe.H4, Start, 500, seed: 1), Market.Crypto, "seed 1", [], Cancellation);

        var loaded = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => store.LoadAsync(dataset, Cancellation))));

        Assert.All(loaded, series => Assert.Same(loaded[0], series));
        Assert.Equal(1, requests.Gets("MANY"));
    }

    [Fact]
    public async Task LoadAsync_MoreBarsThanTheCacheHolds_ForgetsTheOldest()
    {
        var small = new MarketDataStore(client, cachedBars: 25);
        var datasets = new List<DatasetInfo>();
        foreach (var symbol in new[] { "LRU-A", "LRU-B", "LRU-C" })
        {
            var series = SyntheticMarket.Generate(symbol, Timeframe.H4, Start, 10, seed: 1);
            datasets.Add(await small.SaveAsync(series, Market.Crypto, "seed 1", [], Cancellation));
        }

        // A and B fit; A is used again, so that C pushes B out.
        foreach (var index in new[] { 0, 1, 0, 2, 0, 1 })
            await small.LoadAsync(datasets[index], Cancellation);

        Assert.Equal((1, 2, 1), (requests.Gets("LRU-A"), requests.Gets("LRU-B"), requests.Gets("LRU-C")));
    }

    [Fact]
    public async Task SaveAsync_EmptySeriesOrOddSymbol_Throws()
    {
        var series = SyntheticMarket.Generate("A/B", Timeframe.H4, Start, 1, seed: 1);

        await Assert.ThrowsAsync<ArgumentException>(() => store.SaveAsync(series, Market.Crypto, "x", [], Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => store.SaveAsync(series.Slice(0, 0), Market.Crypto, "x", [], Cancellation));
    }

    private sealed class RequestCounter : HttpPipelineSynchronousPolicy
    {
        private readonly List<string> gets = [];

        public int Gets(string symbol)
        {
            lock (gets)
                return gets.Count(path => path.Contains(symbol, StringComparison.Ordinal));
        }

        public override void OnSendingRequest(HttpMessage message)
        {
            if (message.Request.Method != RequestMethod.Get)
                return;
            lock (gets)
                gets.Add(message.Request.Uri.Path);
        }
    }
}
