using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Microsoft.DurableTask.Embedded.Fsck;
using Microsoft.DurableTask.Embedded.Journal;
using Microsoft.DurableTask.Tests.Harness;

namespace Microsoft.DurableTask.Tests.Crash;

/// <summary>Kills a working process without warning, again and again, on one journal; then lets one finish and compares.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int DefaultRounds = 40;
    private const int MostLines = 250;
    private const int LongestOpening = 150;
    private const string RoundsVariable = "DURABLE_KILL_ROUNDS";

    private static readonly string Target = typeof(KillTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == "DurableKillTarget")
        .Value!;

    [Fact]
    public async Task Restart_KilledAtRandomMoments_KeepsEveryPromise()
    {
        var rounds = int.Parse(Environment.GetEnvironmentVariable(RoundsVariable) ?? $"{DefaultRounds}", CultureInfo.InvariantCulture);
        using var journal = new TempFolder();
        using var temp = new TempFolder();
        var random = new Random(rounds);
        var lines = new List<string>();
        for (var round = 0; round < rounds; round++)
            lines.AddRange(await KillAsync(journal.Path, round, random));

        var raised = Path.Combine(temp.Path, "raised.txt");
        await File.WriteAllLinesAsync(raised, new KillRecord(lines).Of("raised"));
        var (finishing, exitCode) = await RunAsync("finish", journal.Path, raised);
        Assert.Equal(0, exitCode);
        var record = new KillRecord([.. lines, .. finishing]);
        using var folder = new DiskFolder(journal.Path);
        record.AssertAgrees(JournalCheck.Run(folder, out var state), state);
        output.WriteLine($"{rounds} kills, {rounds + 1 - record.Of("opened").Count()} of them before the journal was open: {record.Summary}");
    }

    /// <summary>Every fourth process dies while it opens the journal, the others at work.</summary>
    private static async Task<List<string>> KillAsync(string journal, int round, Random random)
    {
        var afterLines = round % 4 == 3 ? 1 : random.Next(1, MostLines);
        var delay = afterLines == 1 ? TimeSpan.FromMilliseconds(random.Next(LongestOpening)) : TimeSpan.Zero;
        var (lines, exitCode) = await RunAsync("load", journal, $"{round}", afterLines, delay);
        Assert.True(lines.Count >= afterLines, $"Round {round} ended by itself with exit code {exitCode}.");
        return lines;
    }

    /// <summary>All that the process could report, which may be more than what it was killed for.</summary>
    private static async Task<(List<string> Lines, int ExitCode)> RunAsync(
        string mode, string journal, string detail, int afterLines = int.MaxValue, TimeSpan delay = default)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Target, mode, journal, detail]) { RedirectStandardOutput = true })!;
        var lines = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            lines.Add(line);
            if (lines.Count != afterLines)
                continue;
            await Task.Delay(delay, cancellation);
            process.Kill();
        }

        await process.WaitForExitAsync(cancellation);
        return (lines, process.ExitCode);
    }
}
