using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Serverless.Infra.Development;
using Serverless.Infra.LocalStorage;

namespace Serverless.Cli.Simulation;

/// <summary>The functions host as a child process in virtual time, over a storage account in one file.</summary>
internal sealed class SimulatedPlatform(string folder) : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    private FunctionsHostProcess? host;
    private HttpClient? http;

    /// <summary>Opens the account; while the host runs it cannot be opened.</summary>
    public LocalStorageAccount OpenStorage() => LocalStorageAccount.Open(StorageFile, TimeProvider.System);

    private string StorageFile => Path.Combine(folder, Storage.OpenStorage.LocalFile);

    public async Task StartHostAsync(SimulateOptions options, CancellationToken cancellation)
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var settings = new Dictionary<string, string>(HostSettings.Of(options.Settings))
        {
            ["AzureWebJobsStorage"] = $"LocalFile={StorageFile}",
            ["VirtualTime__Start"] = options.From.ToString("O", CultureInfo.InvariantCulture),
            ["VirtualTime__End"] = options.To.ToString("O", CultureInfo.InvariantCulture),
            ["Access__ViewerKey"] = key,
            ["Evaluation__KeepCurvesDays"] = "7",
            // Nobody is there to be asked.
            ["Approvals__RulesWait"] = "false",
            ["EvaluationSchedule"] = "0 30 0 * * *",
            ["RegimeSchedule"] = "0 15 0 * * *",
            ["MonitoringSchedule"] = "0 20 0 * * *",
            ["DailyReportSchedule"] = "0 45 0 * * *",
            // Threads that spin while they wait would take a tenth of the processor's time.
            ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0",
            // Code that counts its calls to be compiled once more takes ten seconds of the processor's time before it pays.
            ["DOTNET_TieredPGO"] = "0",
            ["AzureFunctionsJobHost__extensions__durableTask__storageProvider__retention__Completed"] = "3.00:00:00",
            ["AzureWebJobs.MarketDataTimer.Disabled"] = "true",
            ["AzureWebJobs.TrailSealTimer.Disabled"] = "true",
            ["AzureWebJobs.TrailVerificationTimer.Disabled"] = "true",
            ["AzureWebJobs.TrailWatchTimer.Disabled"] = "true",
        };
        host = await FunctionsHostProcess.StartAsync(new FunctionsHostOptions(ProductPaths.FunctionsHost, Path.Combine(folder, "journal"), settings), cancellation);
        http = new HttpClient { BaseAddress = host.Address, DefaultRequestHeaders = { { "x-api-key", key } } };
    }

    /// <summary>Reports where the host stands until its time is over.</summary>
    /// <exception cref="CommandException">The host has ended.</exception>
    public async Task FollowAsync(Func<VirtualClockStatus, Task> report, CancellationToken cancellation)
    {
        using var tick = new PeriodicTimer(Tick);
        while (await tick.WaitForNextTickAsync(cancellation))
        {
            if (host!.Exited.IsCompleted)
                throw Ended(inner: null);
            try
            {
                var status = await http!.GetFromJsonAsync<JsonElement>("admin/host/status", cancellation);
                var clock = status.GetProperty("virtualTime").Deserialize<VirtualClockStatus>(JsonSerializerOptions.Web)!;
                await report(clock);
                if (clock.IsOver)
                    return;
            }
            catch (HttpRequestException error) when (error.StatusCode is null)
            {
                throw Ended(error);
            }
        }
    }

    /// <summary>Seats and capital as the ledger has them now.</summary>
    public async Task<LedgerStatus> LedgerAsync(CancellationToken cancellation) =>
        (await http!.GetFromJsonAsync<LedgerStatus>("api/v1/capital", JsonSerializerOptions.Web, cancellation))!;

    public async ValueTask StopHostAsync()
    {
        http?.Dispose();
        if (host is not null)
            await host.DisposeAsync();
        (http, host) = (null, null);
    }

    public ValueTask DisposeAsync() => StopHostAsync();

    private static CommandException Ended(Exception? inner) =>
        new("The functions host ended by itself. Run the command again with the same --folder to go on from where it stood.", ExitCode.Failure, inner);
}
