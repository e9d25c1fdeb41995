using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Serverless.Core.MarketData;

namespace Serverless.EndToEnd;

/// <summary>The platform replayed through a few days of history.</summary>
public sealed class SimulateTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("serverless-simulate-test-");

    public SimulateTests()
    {
        var bars = SyntheticMarket.Generate("DAYUSD", Timeframe.D1, new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), 800, seed: 4);
        File.WriteAllLines(
            Path.Combine(folder.FullName, "DAYUSD_1d.csv"),
            [
                "timestamp,open,high,low,close,volume",
                .. Enumerable.Range(0, bars.Count).Select(i => string.Create(
                    CultureInfo.InvariantCulture, $"{bars.OpenTime(i):yyyy-MM-dd},{bars.Open[i]:R},{bars.High[i]:R},{bars.Low[i]:R},{bars.Close[i]:R},{bars.Volume[i]:R}")),
            ]);
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Simulate_KilledInTheMiddleAndRunAgain_DecidesWhatAnUndisturbedReplayDecides()
    {
        var undisturbed = await RunAsync("undisturbed");
        var actions = undisturbed.GetProperty("actions");
        var reevaluations = actions.TryGetProperty("reevaluation.started", out var started) ? started.GetInt32() : 0;
        Assert.Equal(4 + reevaluations, undisturbed.GetProperty("cycles").GetInt32());
        Assert.Empty(undisturbed.GetProperty("failedCycles").EnumerateArray());
        await KillInTheMiddleAsync("killed");
        var resumed = await RunAsync("killed");
        Assert.Equal(undisturbed.GetProperty("decisions").GetString(), resumed.GetProperty("decisions").GetString());
        Assert.True(resumed.GetProperty("audit").GetProperty("isIntact").GetBoolean());
    }

    [Fact]
    public async Task Simulate_EndBeforeStart_IsAUsageError()
    {
        var result = await CliProcess.RunAsync("simulate", "--from", "2022-01-02", "--to", "2022-01-01");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--to must be after --from", result.Errors, StringComparison.Ordinal);
    }

    private string[] Arguments(string name) =>
        ["simulate", "--from", "2022-01-01", "--to", "2022-01-05", "--json", "--data", Path.Combine(folder.FullName, "DAYUSD_1d.csv"), "--folder", Path.Combine(folder.FullName, name)];

    private async Task<JsonElement> RunAsync(string name)
    {
        var result = await CliProcess.RunAsync(Arguments(name));
        Assert.True(result.ExitCode == 0, result.Errors);
        return JsonDocument.Parse(result.Output).RootElement;
    }

    private async Task KillInTheMiddleAsync(string name)
    {
        var clock = Path.Combine(folder.FullName, name, "timers", "Serverless", "virtual-time");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Build.Cli, .. Arguments(name)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(Limit);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!File.Exists(clock) || string.CompareOrdinal(await ReadAsync(clock), "2022-01-03") < 0)
        {
            Assert.False(process.HasExited, "The replay ended before it could be killed.");
            await tick.WaitForNextTickAsync(limit.Token);
        }

        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(limit.Token);
        await Task.WhenAll(output, errors);
    }

    // The file may be replaced while it is opened.
    private static async Task<string> ReadAsync(string path)
    {
        try
        {
            return await File.ReadAllTextAsync(path);
        }
        catch (FileNotFoundException)
        {
            return "";
        }
    }
}
