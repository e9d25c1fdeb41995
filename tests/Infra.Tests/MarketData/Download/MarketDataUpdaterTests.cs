using Azure.Storage.Blobs;
using Serverless.Core.Audit;
using Serverless.Core.MarketData;
using Serverless.Core.Time;
using Serverless.Infra.MarketData;
using Serverless.Infra.MarketData.Download;
using Serverless.Testing;

namespace Serverless.Infra.Tests.MarketData.Download;

/// <summary>Against a real store; each test has its own symbol.</summary>
public sealed class MarketDataUpdaterTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DateTime Start = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly ManualTimeProvider time = new(new DateTimeOffset(Start.AddHours(10)));
    private readonly ScriptedBars vendor = new();
    private AuditLog log = null!;

    private MarketDataStore Store => field ??= new MarketDataStore(new BlobServiceClient(azurite.ConnectionString), time);

    private MarketDataUpdater Updater => field ??= new MarketDataUpdater(Store, new DownloadSources([vendor], []), log, time);

    private static CancellationToken Cancellation => DownloadBench.Cancellation;

    public async ValueTask InitializeAsync() => log = await AuditLogs.CreateAsync(azurite.ConnectionString, Cancellation);

    public ValueTask DisposeAsync()
    {
        log.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task StepAsync_ChangedData_AreRecordedBeforeTheyAreStoredAndUnchangedOnesAreNot()
    {
        vendor.Bars = [At(0), At(1)];
        var step = await Updater.StepAsync(Target("AUDIT"), cancellationToken: Cancellation);
        await Updater.StepAsync(Target("AUDIT"), cancellationToken: Cancellation);

        var head = await log.ReadHeadAsync(Cancellation);

        Assert.Equal(1, head.Size);
        Assert.Equal("crypto/AUDIT_h1.parquet", step.Dataset!.Name);
    }

    [Fact]
    public async Task StepAsync_NothingStored_StoresWhatClosedWithItsOrigin()
    {
        vendor.Bars = [At(0), At(1), At(9), At(10)];

        var step = await Updater.StepAsync(Target("FRESH"), cancellationToken: Cancellation);

        Assert.Equal((3, true, 3), (step.Added, step.IsComplete, step.Dataset!.Rows));
        var manifest = (await Store.ListAsync(Cancellation)).Single(item => item.Dataset.Symbol == "FRESH");
        Assert.Equal(new DataOrigin("scripted", "scripted:FRESH", null, PriceAdjustment.Raw), manifest.Origin);
        Assert.Equal(Target("FRESH") with { From = null }, new DownloadSources([vendor], []).TargetOf(manifest));
    }

    [Fact]
    public async Task StepAsync_Again_AsksFromTheLastBarAndChangesNothing()
    {
        vendor.Bars = [At(0), At(1), At(2)];
        var first = await Updater.StepAsync(Target("AGAIN"), cancellationToken: Cancellation);

        var second = await Updater.StepAsync(Target("AGAIN"), cancellationToken: Cancellation);

        Assert.Equal((0, 1, first.Dataset!.Sha256), (second.Added, second.Unchanged, second.Dataset!.Sha256));
        Assert.Equal(Start.AddHours(2), vendor.Requests[^1].From.UtcDateTime);
        Assert.Equal(1, (await Store.ListAsync(Cancellation)).Single(item => item.Dataset.Symbol == "AGAIN").Version);
    }

    [Fact]
    public async Task StepAsync_BarsCloseLater_AreAppended()
    {
        vendor.Bars = [At(0), At(1)];
        await Updater.StepAsync(Target("LATER"), cancellationToken: Cancellation);
        vendor.Bars = [.. Enumerable.Range(0, 12).Select(At)];
        time.Advance(TimeSpan.FromHours(1));

        var step = await Updater.StepAsync(Target("LATER"), cancellationToken: Cancellation);

        Assert.Equal((9, 11), (step.Added, step.Dataset!.Rows));
    }

    [Fact]
    public async Task StepAsync_FailsAfterAPage_KeepsThePageAndGoesOnFromThere()
    {
        vendor.Bars = [At(0), At(1), At(2), At(3)];
        vendor.FailAfterBars = 2;
        var error = await Assert.ThrowsAsync<DownloadException>(() => Updater.StepAsync(Target("RESUME"), cancellationToken: Cancellation));
        vendor.FailAfterBars = null;

        var step = await Updater.StepAsync(Target("RESUME"), cancellationToken: Cancellation);

        Assert.True(error.IsTransient);
        Assert.Equal((2, 4), (step.Added, step.Dataset!.Rows));
        Assert.Equal(Start.AddHours(1), vendor.Requests[^1].From.UtcDateTime);
    }

    [Fact]
    public async Task StepAsync_CancelledAfterAPage_KeepsThePage()
    {
        vendor.Bars = [At(0), At(1), At(2), At(3)];
        using var cancel = new CancellationTokenSource();
        vendor.OnPage = bars => { if (bars == 2) cancel.Cancel(); };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Updater.StepAsync(Target("CANCEL"), cancellationToken: cancel.Token));

        Assert.Equal(2, (await Store.ListAsync(Cancellation)).Single(item => item.Dataset.Symbol == "CANCEL").Dataset.Rows);
    }

    [Fact]
    public async Task StepAsync_EarlierStart_FetchesWhatLiesBefore()
    {
        vendor.Bars = [.. Enumerable.Range(0, 6).Select(At)];
        await Updater.StepAsync(Target("BEFORE") with { From = new DateTimeOffset(Start.AddHours(4)) }, cancellationToken: Cancellation);

        var step = await Updater.StepAsync(Target("BEFORE"), cancellationToken: Cancellation);

        Assert.Equal((4, 6), (step.Added, step.Dataset!.Rows));
    }

    [Fact]
    public async Task StepAsync_HistoryAdjustedAnew_ReplacesAllOfIt()
    {
        vendor.Adjustment = PriceAdjustment.Split;
        vendor.Bars = [.. Enumerable.Range(0, 8).Select(At)];
        await Updater.StepAsync(Target("SPLIT"), cancellationToken: Cancellation);
        vendor.Bars = [.. Enumerable.Range(0, 9).Select(hour => Scaled(At(hour), 0.25))];

        var step = await Updater.StepAsync(Target("SPLIT"), cancellationToken: Cancellation);

        Assert.Equal((1, 8, 0), (step.Added, step.Replaced, step.Conflicts));
        var series = await Store.LoadAsync(step.Dataset!, Cancellation);
        Assert.Equal(vendor.Bars, Enumerable.Range(0, series.Count).Select(i => series[i]));
    }

    [Fact]
    public async Task StepAsync_DifferentOldBar_StaysAndIsCounted()
    {
        vendor.Bars = [At(0), At(1), At(2)];
        await Updater.StepAsync(Target("DIFFER") with { From = new DateTimeOffset(Start.AddHours(1)) }, cancellationToken: Cancellation);
        vendor.Bars = [At(0), At(1) with { Volume = 99 }, At(2) with { Volume = 99 }];
        vendor.IgnoresFrom = true;

        var step = await Updater.StepAsync(Target("DIFFER") with { From = null }, cancellationToken: Cancellation);

        Assert.Equal((1, 1, 1), (step.Added, step.Replaced, step.Conflicts));
    }

    [Fact]
    public async Task StepAsync_OnlyImpossibleBars_IsCompleteAndStoresNothing()
    {
        vendor.Bars = [At(0) with { Close = double.NaN }];

        var step = await Updater.StepAsync(Target("NOTHING"), cancellationToken: Cancellation);

        Assert.Equal((0, 1, true, null), (step.Added, step.Rejected, step.IsComplete, step.Dataset));
    }

    [Fact]
    public async Task StepAsync_NothingStoredAndNoStart_AsksForOne()
    {
        var error = await Assert.ThrowsAsync<DownloadException>(() => Updater.StepAsync(Target("NOSTART") with { From = null }, cancellationToken: Cancellation));

        Assert.Contains("say from when on", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StepAsync_UnknownSource_NamesThoseThatThereAre()
    {
        var error = await Assert.ThrowsAsync<DownloadException>(() => Updater.StepAsync(Target("X") with { Source = "nobody" }, cancellationToken: Cancellation));

        Assert.Contains("there are scripted", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StepAsync_Figures_AreStoredAndReplacedByLongerOnes()
    {
        var figures = new ScriptedFigures();
        var updater = new MarketDataUpdater(Store, new DownloadSources([], [figures]), log, time);
        var target = new DownloadTarget("figures", "FIG/ONE", null, new DateTimeOffset(Start));

        var first = await updater.StepAsync(target, cancellationToken: Cancellation);
        figures.Count = 5;
        var second = await updater.StepAsync(target, cancellationToken: Cancellation);
        var third = await updater.StepAsync(target, cancellationToken: Cancellation);

        Assert.Equal((3, 2, 0, 5), (first.Added, second.Added, third.Added, third.Unchanged));
        Assert.Equal(5, (await Store.LoadObservationsAsync(third.Dataset!, Cancellation)).Count);
    }

    [Theory]
    [InlineData("BTC/USD", "BTC-USD")]
    [InlineData("^VIX", "VIX")]
    [InlineData("BRK.B", "BRK.B")]
    public void StoredSymbol_OfTheVendors_CanNameABlob(string symbol, string stored) =>
        Assert.Equal(stored, new DownloadTarget("yahoo", symbol, Timeframe.D1, null).StoredSymbol());

    private static DownloadTarget Target(string symbol) => new("scripted", symbol, Timeframe.H1, new DateTimeOffset(Start));

    private static Bar At(int hour) => new(Start.AddHours(hour), 1, 2, 1, 1.5, hour + 1);

    private static Bar Scaled(Bar bar, double by) => bar with { Open = bar.Open * by, High = bar.High * by, Low = bar.Low * by, Close = bar.Close * by };

    /// <summary>A vendor of the bars that a test wants, one to a page.</summary>
    private sealed class ScriptedBars : IBarDownload
    {
        public List<BarRequest> Requests { get; } = [];

        public Bar[] Bars { get; set; } = [];

        public int? FailAfterBars { get; set; }

        public bool IgnoresFrom { get; set; }

        public Action<int>? OnPage { get; set; }

        public string Name => "scripted";

        public PriceAdjustment Adjustment { get; set; } = PriceAdjustment.Raw;

        public Market MarketOf(string symbol) => Market.Crypto;

        public async IAsyncEnumerable<IReadOnlyList<Bar>> FetchAsync(BarRequest request, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            Requests.Add(request);
            var sent = 0;
            foreach (var bar in Bars.Where(bar => (IgnoresFrom || bar.OpenTime >= request.From.UtcDateTime) && bar.OpenTime < request.Until.UtcDateTime.AddHours(1)))
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                if (sent == FailAfterBars)
                    throw new DownloadException("scripted: out of order", isTransient: true);
                yield return [bar];
                sent++;
                OnPage?.Invoke(sent);
            }
        }
    }

    private sealed class ScriptedFigures : IFiguresDownload
    {
        public int Count { get; set; } = 3;

        public string Name => "figures";

        public Market Market => Market.Macro;

        public Task<Observations> FetchAsync(string symbol, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken = default)
        {
            var days = Enumerable.Range(0, Count).Select(day => Start.AddDays(day).Ticks).ToArray();
            return Task.FromResult(new Observations("FIG-ONE", days, days, days.Select(day => (double)day).ToArray()));
        }
    }
}
