using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Serverless.EndToEnd;

/// <summary>The platform replayed through a few days of history.</summary>
public sealed class SimulateTests : IDisposable
{
    private const int CrashDay = 215;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static readonly DateTime FirstDay = new(2021, 1, 1);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("serverless-simulate-test-");

    public SimulateTests()
    {
        File.WriteAllLines(BarsFile, ["timestamp,open,high,low,close,volume", .. RisingThenFalling()]);
        File.WriteAllText(
            SettingsFile,
            """
            profile: quick
            seed: 5
            evaluation: { history_days: 400, train_days: 90, test_days: 30, candidates: 1 }
            lifecycle: { streak_days: 2, paper_streak_days: 1, min_evidence: 0, min_survival: 0, min_days: 2 }
            monitoring: { max_loss: 0.03, min_reserve: 0, max_reserve: 0.01 }
            """);
    }

    private string BarsFile => Path.Combine(folder.FullName, "CRASHUSD_1d.csv");

    private string SettingsFile => Path.Combine(folder.FullName, "quick.yaml");

    public void Dispose() => folder.Delete(recursive: true);

    // Timers alone: nobody asks for anything. The market falls by 8 % a day from the third day on.
    [Fact]
    public async Task Simulate_KilledInTheMiddleAndRunAgain_TakesStrategiesLiveAndOutAsAnUndisturbedReplayDoes()
    {
        var undisturbed = await RunAsync("undisturbed");
        Assert.Empty(undisturbed.GetProperty("failedCycles").EnumerateArray());
        var live = undisturbed.GetProperty("live").EnumerateArray().ToList();
        var gone = live.First(one => one.GetProperty("endedBy").GetString() == "loss-guard: Deactivate");
        Assert.True(gone.GetProperty("profit").GetDouble() < 0);
        var actions = undisturbed.GetProperty("actions");
        Assert.True(actions.GetProperty("deployment.promoted").GetInt32() >= 3 * live.Count);
        Assert.Equal(live.Sum(one => one.GetProperty("profit").GetDouble()), undisturbed.GetProperty("platform").GetProperty("profit").GetDouble(), 6);
        Assert.True(undisturbed.GetProperty("platform").GetProperty("largestLookDifference").GetDouble() < 0.01);
        Assert.Contains(undisturbed.GetProperty("criteria").EnumerateArray(), one => one.GetProperty("id").GetString() == "SC-002" && one.GetProperty("status").GetString() == "Missed");

        await KillInTheMiddleAsync("killed");
        var resumed = await RunAsync("killed");

        Assert.Equal(undisturbed.GetProperty("decisions").GetString(), resumed.GetProperty("decisions").GetString());
        Assert.True(resumed.GetProperty("audit").GetProperty("isIntact").GetBoolean());
        Assert.Equal(await File.ReadAllBytesAsync(Report("undisturbed")), await File.ReadAllBytesAsync(Report("killed")));

        var verified = await CliProcess.RunAsync("audit", "verify", "--folder", Path.Combine(folder.FullName, "killed"), "--json");
        Assert.True(verified.ExitCode == 0, verified.Errors);

        var others = await CliProcess.RunAsync([.. Arguments("killed"), "--seed", "2"]);
        Assert.Equal(2, others.ExitCode);
        Assert.Contains("holds a replay with other settings", others.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2021-08-02", "2021-08-01", null, "--to must be after --from")]
    [InlineData("2021-02-01", "2021-02-05", null, "--from may be 2021-05-01 to 2021-08-27")]
    [InlineData("2021-09-01", "2021-09-05", null, "--from may be 2021-05-01 to 2021-08-27")]
    [InlineData("2021-08-01", "2021-08-05", "symbols: [CRASHEUR]", "There are no bars of 'CRASHEUR'; stored are CRASHUSD.")]
    [InlineData("2021-08-01", "2021-08-05", "lifecycle: { seats: 0 }", "lifecycle.seats")]
    [InlineData("2021-08-01", "2021-08-05", "lifecycles: {}", "did you mean 'lifecycle'?")]
    public async Task Simulate_WhatCannotBeReplayed_IsAUsageErrorThatSaysWhatCan(string from, string to, string? settings, string expected)
    {
        string[] arguments = ["simulate", "--from", from, "--to", to, "--data", BarsFile, "--settings", SettingsFile];
        if (settings is not null)
        {
            var file = Path.Combine(folder.FullName, "other.yaml");
            await File.WriteAllTextAsync(file, settings);
            arguments = [.. arguments, "--settings", file];
        }

        var result = await CliProcess.RunAsync(arguments);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Errors.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    private static IEnumerable<string> RisingThenFalling()
    {
        var open = 100.0;
        for (var day = 0; day < CrashDay + 24; day++)
        {
            var close = day < CrashDay ? 100 * Math.Exp((0.004 * day) + (0.01 * Math.Sin(1.7 * day))) : open * 0.92;
            yield return string.Create(
                CultureInfo.InvariantCulture, $"{FirstDay.AddDays(day):yyyy-MM-dd},{open:R},{Math.Max(open, close) * 1.002:R},{Math.Min(open, close) * 0.998:R},{close:R},1000");
            open = close;
        }
    }

    private string Report(string name) => Path.Combine(folder.FullName, name, "report.html");

    private string[] Arguments(string name) =>
    [
        "simulate", "--from", "2021-08-01", "--to", "2021-08-07", "--json", "--data", BarsFile, "--settings", SettingsFile, "--folder", Path.Combine(folder.FullName, name),
    ];

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
        while (!File.Exists(clock) || string.CompareOrdinal(await ReadAsync(clock), "2021-08-04") < 0)
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
