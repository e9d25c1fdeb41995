using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Storage.Blobs;
using Serverless.Core.Audit;
using Serverless.Infra.Audit;
using Serverless.Infra.Development;
using Serverless.Infra.LocalStorage;

namespace Serverless.EndToEnd.Stories;

/// <summary>
/// The real functions host in virtual time, over storage in one file: its timers, orchestrations and entities act as on any day, and days pass as fast as
/// their work is done. Where a span ends the clock stands still, and requests over HTTP are answered at that time.
/// </summary>
internal sealed class Replay : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("serverless-replay-");
    private readonly DateTimeOffset from;
    private FunctionsHostProcess? host;
    private HttpClient? http;

    private Replay(DateTimeOffset from) => this.from = from;

    /// <summary>What the next host is told. All timers of the desk fire once a day, one after the other; windows are short, and neither evidence nor survival is asked for.</summary>
    public Dictionary<string, string> Settings { get; } = new()
    {
        ["RegimeSchedule"] = "0 15 0 * * *",
        ["MonitoringSchedule"] = "0 20 0 * * *",
        ["EvaluationSchedule"] = "0 30 0 * * *",
        ["DailyReportSchedule"] = "0 45 0 * * *",
        ["AzureWebJobs.RegimeTimer.Disabled"] = "false",
        ["AzureWebJobs.MonitoringTimer.Disabled"] = "false",
        ["AzureWebJobs.EvaluationTimer.Disabled"] = "false",
        ["AzureWebJobs.DailyReportTimer.Disabled"] = "false",
        ["Evaluation__HistoryDays"] = "240",
        ["Evaluation__TrainDays"] = "120",
        ["Evaluation__TestDays"] = "60",
        ["Evaluation__Candidates"] = "1",
        ["Lifecycle__MinEvidence"] = "0",
        ["Lifecycle__MinSurvival"] = "0",
        ["Lifecycle__MinDays"] = "5",
    };

    /// <summary>Client with the portfolio manager's key, of the host that runs.</summary>
    public HttpClient Http => http!;

    /// <summary>A folder that goes with the replay.</summary>
    public string FolderOf(string name) => Path.Combine(folder.FullName, name);

    private string StorageFile => Path.Combine(folder.FullName, "storage.db");

    /// <summary>Prepares a replay from a time on, over the data that <paramref name="seed"/> stores; no host runs yet.</summary>
    public static async Task<Replay> CreateAsync(DateTimeOffset from, Func<BlobServiceClient, Task> seed)
    {
        var replay = new Replay(from);
        await replay.WithStorageAsync(account => seed(account.Blobs));
        return replay;
    }

    /// <summary>Lets time pass until then: a host that still runs is killed as a power cut would, and another goes on from where it stood.</summary>
    public async Task RunUntilAsync(DateTimeOffset until)
    {
        await KillAsync();
        using var limit = new CancellationTokenSource(Limit);
        await StartAsync(until, limit.Token);
        await WaitAsync(clock => clock.GetProperty("isOver").GetBoolean(), limit.Token);
    }

    /// <summary>Lets time pass, and kills the host in the middle of its work as soon as its clock shows <paramref name="when"/> or later.</summary>
    public async Task RunUntilKilledAsync(DateTimeOffset when, DateTimeOffset until)
    {
        await KillAsync();
        using var limit = new CancellationTokenSource(Limit);
        await StartAsync(until, limit.Token);
        await WaitAsync(clock => clock.GetProperty("now").GetDateTimeOffset() >= when, limit.Token);
        await KillAsync();
    }

    /// <summary>Kills the host, if one runs, and reads the audit trail that it left.</summary>
    public async Task<IReadOnlyList<AuditEntry>> ReadTrailAsync()
    {
        await KillAsync();
        var entries = new List<AuditEntry>();
        await WithStorageAsync(async account =>
        {
            var store = new BlobAuditEntryStore(account.Blobs.GetBlobContainerClient(BlobAuditEntryStore.ContainerName));
            await foreach (var stored in store.ReadAllAsync(CancellationToken.None))
                entries.Add(AuditEntryCodec.Decode(stored.Bytes.Span));
            Assert.True((await AuditVerifier.VerifyAsync(store.ReadAllAsync(CancellationToken.None), AuditTrail.Origin)).IsIntact);
        });
        return entries;
    }

    /// <summary>A person takes a strategy up until it is live with that capital.</summary>
    public async Task GoLiveAsync(string strategyId, decimal capital)
    {
        while (await PromoteAsync(strategyId, capital) != "Live")
        {
        }
    }

    /// <summary>A person takes a strategy one stage up.</summary>
    /// <returns>The stage.</returns>
    public async Task<string> PromoteAsync(string strategyId, decimal capital) =>
        (await ChangeAsync(HttpMethod.Post, $"api/v1/deployments/{strategyId}", "/promote", new { @operator = "Ada", reason = "A story needs it.", capital })).GetProperty("stage").GetString()!;

    /// <summary>A person changes today's limits.</summary>
    public Task TightenAsync(object limits) => ChangeAsync(HttpMethod.Put, "api/v1/limits", "", new { @operator = "Ada", reason = "A story needs it.", limits });

    private async Task<JsonElement> ChangeAsync(HttpMethod method, string path, string action, object body)
    {
        using var found = await Http.GetAsync(path);
        using var request = new HttpRequestMessage(method, path + action) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", $"{path} {found.Headers.ETag}");
        request.Headers.TryAddWithoutValidation("If-Match", found.Headers.ETag!.ToString());
        using var response = await Http.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, answer);
        return JsonDocument.Parse(answer).RootElement;
    }

    /// <summary>Changes what is stored while no host runs.</summary>
    public async Task WithStorageAsync(Func<LocalStorageAccount, Task> use)
    {
        await KillAsync();
        using var account = LocalStorageAccount.Open(StorageFile, TimeProvider.System);
        await use(account);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        folder.Delete(recursive: true);
    }

    private async Task StartAsync(DateTimeOffset until, CancellationToken cancellation)
    {
        var all = Platform.Settings($"LocalFile={StorageFile}", schedule: null);
        foreach (var (name, value) in Settings)
            all[name] = value;
        all["VirtualTime__Start"] = from.ToString("O", CultureInfo.InvariantCulture);
        all["VirtualTime__End"] = until.ToString("O", CultureInfo.InvariantCulture);
        host = await FunctionsHostProcess.StartAsync(new FunctionsHostOptions(Build.FunctionsHost, Path.Combine(folder.FullName, "journal"), all), cancellation);
        http = new HttpClient { BaseAddress = host.Address };
        http.DefaultRequestHeaders.Add("x-api-key", Platform.PortfolioManagerKey);
    }

    private async Task WaitAsync(Func<JsonElement, bool> done, CancellationToken cancellation)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            Assert.False(host!.Exited.IsCompleted, "The host has ended by itself.");
            if (done((await http!.GetFromJsonAsync<JsonElement>("admin/host/status", cancellation)).GetProperty("virtualTime")))
                return;
            await tick.WaitForNextTickAsync(cancellation);
        }
    }

    private async Task KillAsync()
    {
        if (host is null)
            return;
        http!.Dispose();
        if (!host.Exited.IsCompleted)
            await host.KillAsync();
        await host.DisposeAsync();
        (host, http) = (null, null);
    }
}
