using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Serverless.Cli.Data;
using Serverless.Core.Audit;
using Serverless.Core.MarketData;
using Serverless.Infra.Audit;
using Serverless.Infra.MarketData;
using Serverless.Testing;

namespace Serverless.Cli.Tests.Data;

/// <summary>The commands as a user types them, on a storage account of their own: they write its audit trail.</summary>
public sealed class DataCommandTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly string folder = Directory.CreateTempSubdirectory("data-command-").FullName;
    private readonly AzuriteFixture azurite = new();

    private MarketDataStore Store => new(new BlobServiceClient(azurite.ConnectionString), TimeProvider.System);

    public ValueTask InitializeAsync() => azurite.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await azurite.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Import_GoodAndBadFiles_StoresTheGoodRecordsAllAndSaysPartial()
    {
        var bars = Bars("AAAUSDT", Timeframe.H4, 50);
        Write("AAAUSDT_4h.csv", bars);
        File.WriteAllText(Path.Combine(folder, "BBBUSDT_4h.csv"), "time,open,high\n2024-01-01,1,1\n");

        Assert.Equal(ExitCode.Partial, await RunAsync("import", folder));

        var manifest = Assert.Single(await Store.ListAsync());
        Assert.Equal(("crypto/AAAUSDT_h4.parquet", "AAAUSDT_4h.csv", 1), (manifest.Dataset.Name, manifest.Origin.Source, manifest.Version));
        Assert.Equal(ContentHash.Of(bars), manifest.Dataset.Sha256);
        var events = await EventsAsync();
        Assert.Equal(["data.stored", "data.refused"], events.Select(entry => entry.Action));
        Assert.Equal(manifest.Dataset.Sha256, events[0].ContentHash);
        Assert.Equal(manifest.Origin.SourceSha256, events[0].Details["sourceSha256"]);
        Assert.Contains("no column low, close", events[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_SameFilesAgain_ChangesNothing()
    {
        Write("AAAUSDT_4h.csv", Bars("AAAUSDT", Timeframe.H4, 50));
        Assert.Equal(ExitCode.Success, await RunAsync("import", folder));
        var before = await Store.ListAsync();

        Assert.Equal(ExitCode.Success, await RunAsync("import", folder));

        Assert.Equal(before, await Store.ListAsync());
        Assert.Single(await EventsAsync());
    }

    [Fact]
    public async Task Import_TwoFilesOfOneSeries_StoresTheLonger()
    {
        Write("AAAUSDT_4h_a.csv", Bars("AAAUSDT", Timeframe.H4, 60));
        Write("AAAUSDT_4h_b.csv", Bars("AAAUSDT", Timeframe.H4, 50));

        Assert.Equal(ExitCode.Success, await RunAsync("import", folder));

        Assert.Equal((60, "AAAUSDT_4h_a.csv"), (await Store.ListAsync()) is [var only] ? (only.Dataset.Rows, only.Origin.Source) : default);
    }

    [Fact]
    public async Task Import_Resample_StoresBothLengths()
    {
        Write("AAAUSDT_1h.csv", Bars("AAAUSDT", Timeframe.H1, 48));

        Assert.Equal(ExitCode.Success, await RunAsync("import", folder, "--resample", "4h"));

        Assert.Equal(["crypto/AAAUSDT_h1.parquet", "crypto/AAAUSDT_h4.parquet"], (await Store.ListAsync()).Select(manifest => manifest.Dataset.Name));
    }

    [Fact]
    public async Task Import_DryRun_StoresNothing()
    {
        Write("AAAUSDT_4h.csv", Bars("AAAUSDT", Timeframe.H4, 50));

        Assert.Equal(ExitCode.Success, await RunAsync("import", folder, "--dry-run"));

        Assert.Empty(await Store.ListAsync());
    }

    [Fact]
    public async Task Import_StricterPolicy_RefusesTheFile()
    {
        var bars = Bars("AAAUSDT", Timeframe.H4, 50);
        var lines = System.Text.Encoding.UTF8.GetString(CanonicalCsv.Write(bars)).Split('\n').ToList();
        lines.RemoveRange(20, 3);
        File.WriteAllText(Path.Combine(folder, "AAAUSDT_4h.csv"), string.Join('\n', lines));

        Assert.Equal(ExitCode.Failure, await RunAsync("import", folder, "--policy", "gap=refusefile"));
        Assert.Equal(ExitCode.Success, await RunAsync("import", folder));

        var manifest = Assert.Single(await Store.ListAsync());
        Assert.Equal((1, 3), (manifest.Gaps, manifest.MissingBars));
    }

    [Fact]
    public async Task Show_PartOfAName_FindsTheOneOrAsks()
    {
        Write("AAAUSDT_4h.csv", Bars("AAAUSDT", Timeframe.H4, 50));
        Write("AAAUSDT_1h.csv", Bars("AAAUSDT", Timeframe.H1, 50));
        await RunAsync("import", folder);

        Assert.Equal(ExitCode.Success, await RunAsync("show", "AAAUSDT_h4"));
        Assert.Equal(ExitCode.Success, await RunAsync("show", "crypto/AAAUSDT_h1.parquet", "--last", "10", "--csv"));
        var both = await Assert.ThrowsAsync<CommandException>(() => RunAsync("show", "aaausdt"));
        var none = await Assert.ThrowsAsync<CommandException>(() => RunAsync("show", "BBB"));

        Assert.Contains("crypto/AAAUSDT_h1.parquet or crypto/AAAUSDT_h4.parquet", both.Message, StringComparison.Ordinal);
        Assert.Contains("'data list' shows them all", none.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adjust_SplitInTheFactors_StoresASecondSeries()
    {
        // Two for one between the second and the third day; the factors begin with the second.
        await File.WriteAllTextAsync(
            Path.Combine(folder, "XYZ_1d_raw.csv"),
            "date,open,high,low,close,volume\n2024-01-02,20,20,20,20,10\n2024-01-03,20,20,20,20,10\n2024-01-04,10,10,10,10,20\n2024-01-05,11,11,11,11,20\n");
        var factors = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "factors")).FullName, "xyz.csv");
        await File.WriteAllTextAsync(factors, "20240103,1,0.5,20\n20501231,1,1,0\n");
        Assert.Equal(ExitCode.Success, await RunAsync("import", Path.Combine(folder, "XYZ_1d_raw.csv")));

        Assert.Equal(ExitCode.Success, await RunAsync("adjust", "XYZ_daily", "--factors", factors, "--from", "Raw"));

        var stored = await Store.ListAsync();
        Assert.Equal(["equities/XYZ.adj_daily.parquet", "equities/XYZ_daily.parquet"], stored.Select(manifest => manifest.Dataset.Name));
        Assert.Equal(PriceAdjustment.SplitAndDividend, stored[0].Origin.Adjustment);
        Assert.Contains(stored[1].Dataset.Sha256, stored[0].Origin.Source, StringComparison.Ordinal);
        var adjusted = await Store.LoadAsync(stored[0].Dataset);
        Assert.Equal([10, 10, 11], adjusted.Close.ToArray());
        Assert.Equal([20, 20, 20], adjusted.Volume.ToArray());
        var wrong = await Assert.ThrowsAsync<CommandException>(() => RunAsync("adjust", "XYZ_daily", "--factors", Path.Combine(folder, "none.csv"), "--from", "Raw"));
        Assert.Contains("none.csv", wrong.Message, StringComparison.Ordinal);
    }

    private static System.CommandLine.InvocationConfiguration Thrown => new() { EnableDefaultExceptionHandler = false };

    private static BarSeries Bars(string symbol, Timeframe timeframe, int count) => SyntheticMarket.Generate(symbol, timeframe, Start, count, seed: 1);

    private void Write(string name, BarSeries series) => File.WriteAllBytes(Path.Combine(folder, name), CanonicalCsv.Write(series));

    private Task<int> RunAsync(params string[] arguments) =>
        DataCommand.Create().Parse([.. arguments, "--storage", azurite.ConnectionString]).InvokeAsync(Thrown, TestContext.Current.CancellationToken);

    private async Task<List<AuditEvent>> EventsAsync()
    {
        using var log = BlobAuditLog.Open(new BlobServiceClient(azurite.ConnectionString), new TableServiceClient(azurite.ConnectionString));
        var events = new List<AuditEvent>();
        var store = new BlobAuditEntryStore(new BlobServiceClient(azurite.ConnectionString).GetBlobContainerClient(BlobAuditEntryStore.ContainerName));
        await foreach (var entry in store.ReadAllAsync(TestContext.Current.CancellationToken))
            events.Add(AuditEntryCodec.Decode(entry.Bytes.Span).Event);
        return events;
    }
}
