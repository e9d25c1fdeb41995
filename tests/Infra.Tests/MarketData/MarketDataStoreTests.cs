using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Serverless.Core.MarketData;
using Serverless.Core.Time;
using Serverless.Infra.MarketData;
using Serverless.Testing;

namespace Serverless.Infra.Tests.MarketData;

/// <summary>The container's name is fixed, so these tests, which run one after another, give each its own symbol.</summary>
public sealed class MarketDataStoreTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DataOrigin Seed = DataOrigin.Synthetic(1);
    private readonly ManualTimeProvider clock = new(Now);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("serverless-store-");
    private readonly RequestCounter requests = new();
    private readonly BlobServiceClient client;
    private readonly MarketDataStore store;

    public MarketDataStoreTests(AzuriteFixture azurite)
    {
        var options = new BlobClientOptions(BlobClientOptions.ServiceVersion.V2023_01_03);
        options.AddPolicy(requests, HttpPipelinePosition.PerCall);
        client = new BlobServiceClient(azurite.ConnectionString, options);
        store = new MarketDataStore(client, clock);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task SaveAsync_ThenLoad_GivesTheSameBars()
    {
        var series = Bars("STORE-SAVE", 5_000);

        var saved = await store.SaveAsync(series, Market.Crypto, Seed, [], cancellationToken: Cancellation);
        var loaded = await store.LoadAsync(saved.Dataset, Cancellation);

        Assert.Equal("crypto/STORE-SAVE_h4.parquet", saved.Dataset.Name);
        Assert.Equal(ContentHash.Of(series), ContentHash.Of(loaded));
        Assert.Equal((series.Symbol, series.Timeframe), (loaded.Symbol, loaded.Timeframe));
    }

    [Fact]
    public async Task SaveAsync_DatedFigures_ComeBackAsTheyWere()
    {
        var day = Start.UtcTicks;
        var figures = new Observations("STORE-T10Y2Y", new[] { day, day + TimeSpan.TicksPerDay }, new[] { day + 5, day + TimeSpan.TicksPerDay }, new[] { 0.5, -0.25 });
        var micros = new Observations("STORE-T10Y2Y", figures.ReferenceTicks.ToArray(), new[] { day + 10, day + TimeSpan.TicksPerDay }, figures.Values.ToArray());

        var saved = await store.SaveAsync(micros, Market.Macro, new DataOrigin("FRED", "T10Y2Y.csv"), [], cancellationToken: Cancellation);
        var loaded = await store.LoadObservationsAsync(saved.Dataset, Cancellation);

        Assert.Equal(("macro/STORE-T10Y2Y_daily.parquet", null), (saved.Dataset.Name, saved.Dataset.Timeframe));
        Assert.Equal(ContentHash.Of(micros), ContentHash.Of(loaded));
        await Assert.ThrowsAsync<ArgumentException>(() => store.LoadAsync(saved.Dataset, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => store.SaveAsync(figures, Market.Macro, new DataOrigin("FRED", "finer than a microsecond"), [], cancellationToken: Cancellation));
    }

    [Fact]
    public async Task SaveAsync_MacroSeries_KeepsThemApart()
    {
        var saved = await store.SaveAsync(SyntheticMarket.Generate("STORE-VIX", Timeframe.D1, Start, 10, seed: 1), Market.Macro, Seed, [], cancellationToken: Cancellation);

        Assert.Equal("macro/STORE-VIX_daily.parquet", saved.Dataset.Name);
        Assert.Equal(saved, await ListedAsync("STORE-VIX"));
    }

    [Fact]
    public async Task ListAsync_AfterSave_HasTheWholeManifest()
    {
        var all = SyntheticMarket.Generate("STORE-LIST", Timeframe.H4, Start, 12, seed: 1);
        var series = new BarSeries(
            "STORE-LIST", Timeframe.H4, Without(all.OpenTicks, 5, 6), Without(all.Open, 5, 6), Without(all.High, 5, 6), Without(all.Low, 5, 6), Without(all.Close, 5, 6), Without(all.Volume, 5, 6));
        DefectCount[] defects = [new(DataDefect.Gap, DefectAction.Flag, 1), new(DataDefect.BadNumber, DefectAction.QuarantineRow, 2)];
        var origin = new DataOrigin("Binance", "ä/b c.csv", new string('a', 64), PriceAdjustment.Raw);

        var saved = await store.SaveAsync(series, Market.Crypto, origin, defects, cancellationToken: Cancellation);

        Assert.Equal(saved, await ListedAsync("STORE-LIST"));
        Assert.Equal(
            new DatasetManifest(
                new DatasetInfo("crypto/STORE-LIST_h4.parquet", "STORE-LIST", Timeframe.H4, Market.Crypto, 10, Start, Start.AddHours(44), ContentHash.Of(series)),
                1, Now, origin, 1, 2, defects),
            saved);
    }

    [Fact]
    public async Task SaveAsync_OtherBars_ReplaceAndCountTheVersion()
    {
        await store.SaveAsync(Bars("STORE-AGAIN", 10), Market.Crypto, Seed, [], cancellationToken: Cancellation);
        clock.Advance(TimeSpan.FromDays(1));
        var second = await store.SaveAsync(Bars("STORE-AGAIN", 20, seed: 2), Market.Crypto, Seed, [], cancellationToken: Cancellation);

        Assert.Equal((2, clock.GetUtcNow()), (second.Version, second.StoredAt));
        Assert.Equal(second, await ListedAsync("STORE-AGAIN"));
    }

    [Fact]
    public async Task SaveAsync_SameBarsAgain_ChangesNothing()
    {
        var first = await store.SaveAsync(Bars("STORE-SAME", 10), Market.Crypto, Seed, [], cancellationToken: Cancellation);
        clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(first, await store.SaveAsync(Bars("STORE-SAME", 10), Market.Crypto, Seed, [], cancellationToken: Cancellation));
        Assert.Equal(first, await ListedAsync("STORE-SAME"));
    }

    [Fact]
    public async Task UpdateAsync_NothingStored_StartsWithNoBars()
    {
        var updated = await store.UpdateAsync("STORE-FRESH", Timeframe.H4, Market.Crypto, Seed, stored => stored.Count == 0 ? Bars("STORE-FRESH", 5) : stored, cancellationToken: Cancellation);
        var none = await store.UpdateAsync("STORE-NOTHING", Timeframe.H4, Market.Crypto, Seed, stored => stored, cancellationToken: Cancellation);

        Assert.Equal((1, 5), (updated!.Version, updated.Dataset.Rows));
        Assert.Null(none);
    }

    [Fact]
    public async Task UpdateAsync_ManyAtOnce_LosesNone()
    {
        var all = Bars("STORE-RACE", 8);

        await Task.WhenAll(Enumerable.Range(1, all.Count).Select(_ => store.UpdateAsync(
            "STORE-RACE", Timeframe.H4, Market.Crypto, Seed, stored => all.Slice(0, stored.Count + 1), cancellationToken: Cancellation)));

        var manifest = await ListedAsync("STORE-RACE");
        Assert.Equal((all.Count, all.Count), (manifest.Version, manifest.Dataset.Rows));
        Assert.Equal(ContentHash.Of(all), manifest.Dataset.Sha256);
    }

    [Fact]
    public async Task LoadAsync_BarsAppendedSince_GivesThoseThatWereRecorded()
    {
        var recorded = await store.SaveAsync(Bars("STORE-GROWS", 10), Market.Crypto, Seed, [], cancellationToken: Cancellation);
        await store.SaveAsync(Bars("STORE-GROWS", 15), Market.Crypto, Seed, [], cancellationToken: Cancellation);

        var loaded = await store.LoadAsync(recorded.Dataset, Cancellation);

        Assert.Equal(recorded.Dataset.Sha256, ContentHash.Of(loaded));
    }

    [Fact]
    public async Task LoadAsync_ReplacedPast_NamesBlobAndBothHashes()
    {
        var first = await store.SaveAsync(Bars("STORE-SWAP", 10), Market.Crypto, Seed, [], cancellationToken: Cancellation);
        var second = await store.SaveAsync(Bars("STORE-SWAP", 10, seed: 2), Market.Crypto, Seed, [], cancellationToken: Cancellation);

        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => store.LoadAsync(first.Dataset, Cancellation));

        Assert.Contains("market-data/crypto/STORE-SWAP_h4.parquet", exception.Message, StringComparison.Ordinal);
        Assert.Contains(first.Dataset.Sha256, exception.Message, StringComparison.Ordinal);
        Assert.Contains(second.Dataset.Sha256, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no Parquet at all")]
    [InlineData("")]
    public async Task LoadAsync_DamagedBlob_NamesIt(string content)
    {
        var saved = await store.SaveAsync(Bars("STORE-DAMAGED", 10, seed: content.Length), Market.Crypto, Seed, [], cancellationToken: Cancellation);
        await client.GetBlobContainerClient(MarketDataStore.Container).GetBlobClient(saved.Dataset.Name).UploadAsync(BinaryData.FromString(content), overwrite: true, Cancellation);

        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => store.LoadAsync(saved.Dataset, Cancellation));

        Assert.Contains("market-data/crypto/STORE-DAMAGED_h4.parquet' is damaged", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_DeletedBlob_NamesItAndTriesAgainLater()
    {
        var saved = await store.SaveAsync(Bars("STORE-GONE", 10), Market.Crypto, Seed, [], cancellationToken: Cancellation);
        await client.GetBlobContainerClient(MarketDataStore.Container).DeleteBlobAsync(saved.Dataset.Name, cancellationToken: Cancellation);

        var exception = await Assert.ThrowsAsync<FileNotFoundException>(() => store.LoadAsync(saved.Dataset, Cancellation));
        await store.SaveAsync(Bars("STORE-GONE", 10), Market.Crypto, Seed, [], cancellationToken: Cancellation);

        Assert.Contains("market-data/crypto/STORE-GONE_h4.parquet", exception.Message, StringComparison.Ordinal);
        Assert.Equal(10, (await store.LoadAsync(saved.Dataset, Cancellation)).Count);
    }

    [Fact]
    public async Task LoadAsync_ManyCallersAtOnce_DownloadOnce()
    {
        var saved = await store.SaveAsync(Bars("STORE-MANY", 500), Market.Crypto, Seed, [], cancellationToken: Cancellation);

        var loaded = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => store.LoadAsync(saved.Dataset, Cancellation))));

        Assert.All(loaded, series => Assert.Same(loaded[0], series));
        Assert.Equal(1, requests.Gets("STORE-MANY"));
    }

    [Fact]
    public async Task LoadAsync_MoreBarsThanTheCacheHolds_ForgetsTheOldest()
    {
        var small = new MarketDataStore(client, clock, cachedBars: 25);
        var datasets = new List<DatasetInfo>();
        foreach (var symbol in new[] { "LRU-A", "LRU-B", "LRU-C" })
            datasets.Add((await small.SaveAsync(Bars(symbol, 10), Market.Crypto, Seed, [], cancellationToken: Cancellation)).Dataset);

        // A and B fit; A is used again, so that C pushes B out.
        foreach (var index in new[] { 0, 1, 0, 2, 0, 1 })
            await small.LoadAsync(datasets[index], Cancellation);

        Assert.Equal((1, 2, 1), (requests.Gets("LRU-A"), requests.Gets("LRU-B"), requests.Gets("LRU-C")));
    }

    [Fact]
    public async Task LoadAsync_WithLocalFiles_DownloadsOnceForAllProcesses()
    {
        var saved = await store.SaveAsync(Bars("STORE-LOCAL", 10), Market.Crypto, Seed, [], cancellationToken: Cancellation);

        for (var process = 0; process < 3; process++)
        {
            var loaded = await new MarketDataStore(client, clock, new LocalDataCache(folder.FullName)).LoadAsync(saved.Dataset, Cancellation);
            Assert.Equal(saved.Dataset.Sha256, ContentHash.Of(loaded));
        }

        Assert.Equal(1, requests.Gets("STORE-LOCAL"));
    }

    [Fact]
    public async Task LoadAsync_LocalFileDamaged_DownloadsAgain()
    {
        var saved = await store.SaveAsync(Bars("STORE-BROKEN", 10), Market.Crypto, Seed, [], cancellationToken: Cancellation);
        var other = await store.SaveAsync(Bars("STORE-OTHER", 10), Market.Crypto, Seed, [], cancellationToken: Cancellation);
        await new MarketDataStore(client, clock, new LocalDataCache(folder.FullName)).LoadAsync(saved.Dataset, Cancellation);
        await new MarketDataStore(client, clock, new LocalDataCache(folder.FullName)).LoadAsync(other.Dataset, Cancellation);
        var file = Path.Combine(folder.FullName, $"{saved.Dataset.Sha256}.parquet");

        var damages = new Action[]
        {
            () => File.WriteAllText(file, "PAR1"),
            () => File.Copy(Path.Combine(folder.FullName, $"{other.Dataset.Sha256}.parquet"), file, overwrite: true),
        };
        foreach (var damage in damages)
        {
            damage();
            var loaded = await new MarketDataStore(client, clock, new LocalDataCache(folder.FullName)).LoadAsync(saved.Dataset, Cancellation);
            Assert.Equal(saved.Dataset.Sha256, ContentHash.Of(loaded));
        }

        Assert.Equal(3, requests.Gets("STORE-BROKEN"));
    }

    [Fact]
    public async Task SaveAsync_EmptySeriesOrOddSymbol_Throws()
    {
        var series = Bars("A/B", 1);

        await Assert.ThrowsAsync<ArgumentException>(() => store.SaveAsync(series, Market.Crypto, Seed, [], cancellationToken: Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => store.SaveAsync(series.Slice(0, 0), Market.Crypto, Seed, [], cancellationToken: Cancellation));
    }

    private static BarSeries Bars(string symbol, int count, long seed = 1) => SyntheticMarket.Generate(symbol, Timeframe.H4, Start, count, seed);

    private static T[] Without<T>(ReadOnlySpan<T> items, params int[] indices)
    {
        var kept = items.ToArray().ToList();
        foreach (var index in indices.OrderDescending())
            kept.RemoveAt(index);
        return [.. kept];
    }

    private async Task<DatasetManifest> ListedAsync(string symbol) =>
        (await store.ListAsync(Cancellation)).Single(manifest => manifest.Dataset.Symbol == symbol);

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
