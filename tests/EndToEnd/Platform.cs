using System.Net.Http.Json;
using System.Text.Json;
using Serverless.Infra.Development;

namespace Serverless.EndToEnd;

/// <summary>Azurite, seeded, and a functions host over it, both as processes of their own.</summary>
internal sealed class Platform : IAsyncDisposable
{
    public const string ViewerKey = "viewer-key-of-the-end-to-end-tests-0001";
    public const string AnalystKey = "analyst-key-of-the-end-to-end-tests-0001";
    public const string OperatorKey = "operator-key-of-the-end-to-end-tests-0001";
    public const string PortfolioManagerKey = "portfolio-manager-key-of-the-end-to-end-tests-0001";
    public const string ComplianceKey = "compliance-key-of-the-end-to-end-tests-0001";
    public const string SystemKey = "system-key-of-the-end-to-end-tests-0001";
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly DirectoryInfo folder;
    private readonly AzuriteServer azurite;
    private readonly IReadOnlyDictionary<string, string> settings;
    private FunctionsHostProcess host;

    private Platform(DirectoryInfo folder, AzuriteServer azurite, IReadOnlyDictionary<string, string> settings, FunctionsHostProcess host)
    {
        this.folder = folder;
        this.azurite = azurite;
        this.settings = settings;
        this.host = host;
        Http = Client(host);
    }

    /// <summary>Client with the operator's key.</summary>
    public HttpClient Http { get; private set; }

    public string ConnectionString => azurite.ConnectionString;

    /// <summary>Folder of the durable engine's journal.</summary>
    public string JournalFolder => JournalOf(folder);

    /// <summary>Starts Azurite, lets <paramref name="seed"/> fill it, and starts a host, with <paramref name="settings"/> besides the usual ones.</summary>
    public static async Task<Platform> StartAsync(Func<string, Task> seed, IReadOnlyDictionary<string, string>? settings = null)
    {
        settings ??= new Dictionary<string, string>();
        var folder = Directory.CreateTempSubdirectory("serverless-e2e-");
        var azurite = await AzuriteServer.StartAsync(
            new AzuriteOptions(Path.Combine(Testing.RepositoryPaths.Root, "infra", "azurite")),
            CancellationToken.None);
        await seed(azurite.ConnectionString);
        return new Platform(folder, azurite, settings, await StartHostAsync(folder, azurite, settings, schedule: null));
    }

    /// <summary>What a host of the tests is told; only the evaluation timer runs in it, and that with a <paramref name="schedule"/>.</summary>
    public static Dictionary<string, string> Settings(string storage, string? schedule) => new()
    {
        ["HostKeys__System"] = SystemKey,
        ["AzureWebJobsStorage"] = storage,
        ["Access__ViewerKey"] = ViewerKey,
        ["Access__AnalystKey"] = AnalystKey,
        ["Access__OperatorKey"] = OperatorKey,
        ["Access__PortfolioManagerKey"] = PortfolioManagerKey,
        ["Access__ComplianceKey"] = ComplianceKey,
        ["EvaluationSchedule"] = schedule ?? "0 0 0 1 1 *",
        ["AzureWebJobs.EvaluationTimer.Disabled"] = schedule is null ? "true" : "false",
        ["AzureWebJobs.MarketDataTimer.Disabled"] = "true",
        ["AzureWebJobs.RegimeTimer.Disabled"] = "true",
        ["AzureWebJobs.MonitoringTimer.Disabled"] = "true",
        ["AzureWebJobs.DailyReportTimer.Disabled"] = "true",
        ["AzureWebJobs.TrailSealTimer.Disabled"] = "true",
        ["AzureWebJobs.TrailVerificationTimer.Disabled"] = "true",
        ["AzureWebJobs.TrailWatchTimer.Disabled"] = "true",
    };

    /// <summary>kill -9, then a new host over the same journal; with <paramref name="schedule"/>, the evaluation timer runs in it.</summary>
    public async Task KillAndRestartHostAsync(string? schedule = null)
    {
        await host.KillAsync();
        await host.DisposeAsync();
        Http.Dispose();
        host = await StartHostAsync(folder, azurite, settings, schedule);
        Http = Client(host);
    }

    public async Task<string> StartCycleAsync(long seed = 7, int strategies = 60)
    {
        using var response = await Http.PostAsJsonAsync("api/v1/cycles", new { seed, strategies });
        Assert.Equal(System.Net.HttpStatusCode.Accepted, response.StatusCode);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        return body.GetProperty("cycleId").GetString()!;
    }

    public Task<JsonElement> GetCycleAsync(string cycleId) => Http.GetFromJsonAsync<JsonElement>($"api/v1/cycles/{cycleId}");

    public Task<byte[]> GetScorecardAsync(string cycleId) => Http.GetByteArrayAsync($"api/v1/cycles/{cycleId}/scorecard");

    /// <summary>Follows a cycle until <paramref name="done"/> accepts its status.</summary>
    public async Task<JsonElement> WaitForCycleAsync(string cycleId, Func<JsonElement, bool> done)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        using var tick = new PeriodicTimer(PollInterval);
        while (true)
        {
            var status = await GetCycleAsync(cycleId);
            if (done(status))
                return status;
            await tick.WaitForNextTickAsync(deadline.Token);
        }
    }

    public async Task<JsonElement> WaitForEndAsync(string cycleId)
    {
        var status = await WaitForCycleAsync(cycleId, status => status.GetProperty("status").GetString() is "Completed" or "Failed" or "Terminated");
        Assert.True(status.GetProperty("status").GetString() == "Completed", status.ToString());
        return status;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await host.DisposeAsync();
        await azurite.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static Task<FunctionsHostProcess> StartHostAsync(
        DirectoryInfo folder, AzuriteServer azurite, IReadOnlyDictionary<string, string> settings, string? schedule) => FunctionsHostProcess.StartAsync(
        new FunctionsHostOptions(
            Build.FunctionsHost,
            JournalOf(folder),
            Settings(azurite.ConnectionString, schedule).Concat(Keys(folder)).Concat(settings).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Last().Value)),
        CancellationToken.None);

    private static string JournalOf(DirectoryInfo folder) => Path.Combine(folder.FullName, "journal");

    private static Dictionary<string, string> Keys(DirectoryInfo folder) => new()
    {
        ["Audit__KeyFolder"] = Path.Combine(folder.FullName, "keys"),
        ["Audit__WitnessKeyFolder"] = Path.Combine(folder.FullName, "witness"),
    };

    private static HttpClient Client(FunctionsHostProcess host)
    {
        var client = new HttpClient { BaseAddress = host.Address };
        client.DefaultRequestHeaders.Add("x-api-key", OperatorKey);
        return client;
    }
}
