using System.Net.Http.Json;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Serverless.Core.Audit;
using Serverless.Infra.Audit;

namespace Serverless.EndToEnd.Stories;

/// <summary>Somebody alters the audit trail of a system that runs: its watch tells soon.</summary>
public sealed class TrailWatchTests
{
    private const int Entries = 300;
    private static readonly DateTimeOffset From = new(2026, 3, 1, 0, 3, 0, TimeSpan.Zero);
    private static readonly TimeSpan Cycle = TimeSpan.FromMinutes(15);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)] // long packed
    [InlineData(Entries - 2)] // too new for a pack
    [InlineData(Entries - 1)] // the last: no entry names its hash
    public async Task Watch_EntryAlteredInVirtualTime_IsAlertedWithinFifteenMinutes(int index)
    {
        await using var replay = await ReplayAsync();
        await replay.RunUntilAsync(From.AddHours(1));
        Assert.Empty(await AlertsAsync(replay.Http));
        var done = From.AddHours(1);
        await replay.WithStorageAsync(account => AlterAsync(account.Blobs, index));

        await replay.RunUntilAsync(done + Cycle);

        var alert = Assert.Single(await AlertsAsync(replay.Http));
        Assert.Equal(("trail-not-intact", "Critical"), (alert.GetProperty("rule").GetString(), alert.GetProperty("severity").GetString()));
        Assert.InRange(alert.GetProperty("openedAt").GetDateTimeOffset(), done, done + Cycle);
        Assert.Contains($"entry {Math.Min(index + 1, Entries - 1)}", alert.GetProperty("cause").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_EntryRemovedOrInsertedWhileTheHostRuns_IsAlertedUntilItIsAsItWas()
    {
        await using var platform = await Platform.StartAsync(connection => WriteAsync(new BlobServiceClient(connection), new TableServiceClient(connection), 5), new Dictionary<string, string>
        {
            ["AuditWatchSchedule"] = "*/2 * * * * *",
            ["AzureWebJobs.TrailWatchTimer.Disabled"] = "false",
        });
        var container = new BlobServiceClient(platform.ConnectionString).GetBlobContainerClient(BlobAuditEntryStore.ContainerName);
        var second = container.GetBlobClient("0000000000000001.json");
        var bytes = (await second.DownloadContentAsync(Cancellation)).Value.Content;

        await second.DeleteAsync(cancellationToken: Cancellation);
        await WaitAsync(platform.Http, "MissingEntry at entry 1");
        await second.UploadAsync(bytes, Cancellation);
        await WaitAsync(platform.Http, cause: null);

        await container.GetBlobClient("0000000000009999.json").UploadAsync(bytes, Cancellation);
        await WaitAsync(platform.Http, "to 9998 are missing");
    }

    private static async Task<Replay> ReplayAsync()
    {
        var replay = await Replay.CreateAsync(From, _ => Task.CompletedTask);
        await replay.WithStorageAsync(account => WriteAsync(account.Blobs, account.Tables, Entries));
        foreach (var timer in new[] { "Evaluation", "Regime", "Monitoring", "DailyReport" })
            replay.Settings[$"AzureWebJobs.{timer}Timer.Disabled"] = "true";
        foreach (var timer in new[] { "TrailSeal", "TrailWatch" })
            replay.Settings[$"AzureWebJobs.{timer}Timer.Disabled"] = "false";
        // As local.settings.sample.json and the templates have it.
        (replay.Settings["AuditSealSchedule"], replay.Settings["AuditWatchSchedule"]) = ("0 * * * * *", "0 */10 * * * *");
        (replay.Settings["Audit__KeyFolder"], replay.Settings["Audit__WitnessKeyFolder"]) = (replay.FolderOf("keys"), replay.FolderOf("witness"));
        return replay;
    }

    private static async Task WriteAsync(BlobServiceClient blobs, TableServiceClient tables, int entries)
    {
        await new BlobTrail(blobs).CreateAsync(Cancellation);
        await tables.CreateTableIfNotExistsAsync(TableAuditIndex.TableName, Cancellation);
        using var log = BlobAuditLog.Open(blobs, tables);
        await log.AppendManyAsync([.. Enumerable.Range(0, entries).Select(Event)], Cancellation);
    }

    private static async Task AlterAsync(BlobServiceClient blobs, int index)
    {
        var blob = blobs.GetBlobContainerClient(BlobAuditEntryStore.ContainerName).GetBlobClient($"{index:D16}.json");
        var text = (await blob.DownloadContentAsync(Cancellation)).Value.Content.ToString();
        await blob.UploadAsync(BinaryData.FromString(text.Replace("\"somebody\"", "\"nobody\"", StringComparison.Ordinal)), overwrite: true, Cancellation);
    }

    private static async Task<List<JsonElement>> AlertsAsync(HttpClient http) =>
        [.. (await http.GetFromJsonAsync<JsonElement>("api/v1/alerts?state=all", Cancellation)).GetProperty("alerts").EnumerateArray()];

    // Until an alert says so, or, without anything to be said, until none is open.
    private static async Task WaitAsync(HttpClient http, string? cause)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        deadline.CancelAfter(TimeSpan.FromMinutes(5));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            var open = (await AlertsAsync(http)).Where(alert => alert.GetProperty("closedAt").ValueKind == JsonValueKind.Null).ToList();
            if (cause is null ? open.Count == 0 : open.Exists(alert => alert.GetProperty("cause").GetString()!.Contains(cause, StringComparison.Ordinal)))
                return;
            await tick.WaitForNextTickAsync(deadline.Token);
        }
    }

    private static AuditEvent Event(int number) => new()
    {
        EventId = $"story/{number}",
        OccurredAt = From,
        Actor = new AuditActor("somebody"),
        Action = "result.recorded",
        Subject = "story",
        CodeVersion = "1.0.0",
        CorrelationId = "story",
    };
}
