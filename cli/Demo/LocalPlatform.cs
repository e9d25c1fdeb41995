using System.Security.Cryptography;
using Serverless.Cli.Api;
using Serverless.Infra.Development;

namespace Serverless.Cli.Demo;

/// <summary>Azurite and the functions host as child processes on loopback; both end with it.</summary>
internal sealed class LocalPlatform(string folder, DemoView view) : IAsyncDisposable
{
    private AzuriteServer? storage;
    private FunctionsHostProcess? host;
    private HttpClient? http;
    private AuditClient? audit;

    public Uri Address => host!.Address;

    public int BlobPort => storage!.BlobPort;

    public string KeyFolder => Path.Combine(folder, "keys");

    public AuditClient Audit => audit!;

    /// <summary>Key of the operator's role; it ends with the host.</summary>
    public string OperatorKey { get; } = NewKey();

    public Task HostExited => host!.Exited;

    public async Task<string> StartStorageAsync(CancellationToken cancellation)
    {
        view.Step("Starting Azurite (the first time, npm installs it)");
        var options = new AzuriteOptions(ProductPaths.AzuriteTool, Path.Combine(folder, "storage"));
        storage = await AzuriteServer.StartAsync(options, cancellation);
        return storage.ConnectionString;
    }

    public async Task<CycleClient> StartHostAsync(string connectionString, CancellationToken cancellation)
    {
        view.Step("Starting the functions host");
        var complianceKey = NewKey();
        var settings = new Dictionary<string, string>
        {
            ["AzureWebJobsStorage"] = connectionString,
            ["Access__OperatorKey"] = OperatorKey,
            ["Access__ComplianceKey"] = complianceKey,
            ["Audit__KeyFolder"] = KeyFolder,
            ["Audit__WitnessKeyFolder"] = KeyFolder,
            ["Encryption__KeyFolder"] = Path.Combine(KeyFolder, "content"),
            ["AzureWebJobs.EvaluationTimer.Disabled"] = "true",
            ["AzureWebJobs.MarketDataTimer.Disabled"] = "true",
            ["AzureWebJobs.RegimeTimer.Disabled"] = "true",
            ["AzureWebJobs.MonitoringTimer.Disabled"] = "true",
            ["AzureWebJobs.DailyReportTimer.Disabled"] = "true",
            ["AzureWebJobs.TrailSealTimer.Disabled"] = "true",
            ["AzureWebJobs.TrailVerificationTimer.Disabled"] = "true",
            ["AzureWebJobs.TrailWatchTimer.Disabled"] = "true",
        };
        host = await FunctionsHostProcess.StartAsync(
            new FunctionsHostOptions(ProductPaths.FunctionsHost, Path.Combine(folder, "journal"), settings, view.HostLine),
            cancellation);
        http = new HttpClient { BaseAddress = host.Address };
        audit = new AuditClient(http, complianceKey);
        http.DefaultRequestHeaders.Add("x-api-key", OperatorKey);
        return new CycleClient(http);
    }

    public async ValueTask DisposeAsync()
    {
        http?.Dispose();
        if (host is not null)
            await host.DisposeAsync();
        if (storage is not null)
            await storage.DisposeAsync();
    }

    private static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
}
