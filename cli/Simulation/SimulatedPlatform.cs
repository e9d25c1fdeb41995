using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Serverless.Infra.Development;
using Serverless.Infra.LocalStorage;

namespace Serverless.Cli.Simulation;

/// <summary>The functions host as a child process in virtual time, over a storage account in one file.</summary>
internal sealed class SimulatedPlatform(string folder) : IAsyncDisposable
{
    private FunctionsHostProcess? host;
    private HttpClient? http;

    /// <summary>Opens the account; while the host runs it cannot be opened.</summary>
    public LocalStorageAccount OpenStorage() => LocalStorageAccount.Open(StorageFile, TimeProvider.System);

    private string StorageFile => Path.Combine(folder, "storage.db");

    public async Task StartHostAsync(SimulateOptions options, CancellationToken cancellation)
    {
        var settings = new Dictionary<string, string>
        {
            ["AzureWebJobsStorage"] = $"LocalFile={StorageFile}",
            ["VirtualTime__Start"] = options.From.ToString("O", CultureInfo.InvariantCulture),
            ["VirtualTime__End"] = options.To.ToString("O", CultureInfo.InvariantCulture),
            ["Evaluation__Strategies"] = options.Strategies.ToString(CultureInfo.InvariantCulture),
            ["Evaluation__Seed"] = options.Seed.ToString(CultureInfo.InvariantCulture),
            ["EvaluationSchedule"] = "0 30 0 * * *",
            ["RegimeSchedule"] = "0 15 0 * * *",
            ["MonitoringSchedule"] = "0 20 0 * * *",
            ["DailyReportSchedule"] = "0 45 0 * * *",
            ["AzureFunctionsJobHost__extensions__durableTask__storageProvider__retention__Completed"] = "3.00:00:00",
            ["AzureWebJobs.MarketDataTimer.Disabled"] = "true",
            ["AzureWebJobs.TrailSealTimer.Disabled"] = "true",
            ["AzureWebJobs.TrailVerificationTimer.Disabled"] = "true",
        };
        host = await FunctionsHostProcess.StartAsync(new FunctionsHostOptions(ProductPaths.FunctionsHost, Path.Combine(folder, "journal"), settings), cancellation);
        http = new HttpClient { BaseAddress = host.Address };
    }

    /// <summary>Reports where the host stands until its time is over.</summary>
    /// <exception cref="CommandException">The host has ended.</exception>
    public async Task FollowAsync(Action<VirtualClockStatus> report, CancellationToken cancellation)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (await tick.WaitForNextTickAsync(cancellation))
        {
            if (host!.Exited.IsCompleted)
                throw new CommandException("The functions host ended by itself. Run the command again with the same --folder to go on from where it stood.");
            var status = await http!.GetFromJsonAsync<JsonElement>("admin/host/status", cancellation);
            var clock = status.GetProperty("virtualTime").Deserialize<VirtualClockStatus>(JsonSerializerOptions.Web)!;
            report(clock);
            if (clock.IsOver)
                return;
        }
    }

    public async ValueTask StopHostAsync()
    {
        http?.Dispose();
        if (host is not null)
            await host.DisposeAsync();
        (http, host) = (null, null);
    }

    public ValueTask DisposeAsync() => StopHostAsync();
}
