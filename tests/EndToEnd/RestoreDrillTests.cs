using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;

namespace Serverless.EndToEnd;

/// <summary>
/// The drill of an operator: a host is killed and comes back, the trail is backed up, and another installation goes on from the backup. The output
/// says how long each took here; docs/audit-format.md quotes a run.
/// </summary>
public sealed class RestoreDrillTests(ITestOutputHelper output)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Drill_KilledThenBackedUpAndRestoredElsewhere_EndsInTheSameRootAndGoesOn()
    {
        var folder = Directory.CreateTempSubdirectory("serverless-drill-");
        try
        {
            // Keys are kept apart from what they sign, and survive it.
            var settings = new Dictionary<string, string> { ["Audit__KeyFolder"] = Path.Combine(folder.FullName, "log"), ["Audit__WitnessKeyFolder"] = Path.Combine(folder.FullName, "witness") };
            await using var platform = await Platform.StartAsync(SyntheticPlatform.SeedAsync, settings);
            var cycle = await KillInACycleAsync(platform);
            using var compliance = await SealedAsync(platform, cycle);
            var keys = Path.Combine(folder.FullName, "keys.txt");
            await File.WriteAllTextAsync(keys, await compliance.GetStringAsync("api/v1/audit/keys", Cancellation), Cancellation);

            CliResult? drill = null;
            var watch = Stopwatch.StartNew();
            await using var restored = await Platform.StartAsync(async connection =>
            {
                drill = await CliProcess.RunAsync("audit", "drill", "--storage", platform.ConnectionString, "--into", connection, "--keys", keys, "--backup", Path.Combine(folder.FullName, "backup.zip"));
                await SyntheticPlatform.SeedAsync(connection);
            }, settings);
            output.WriteLine(drill!.Output);
            Write("another installation answers, from the start of the drill", watch);

            Assert.True(drill.ExitCode == 0, drill.Errors + drill.Output);
            var roots = drill.Output.Split('\n').Where(line => line.StartsWith("root of", StringComparison.Ordinal)).Select(line => line.Split(' ')[^1]).ToList();
            Assert.Equal(2, roots.Count);
            Assert.Single(roots.Distinct());
            Assert.Equal(await RebuiltTables.ReadAsync(new TableServiceClient(platform.ConnectionString)), await RebuiltTables.ReadAsync(new TableServiceClient(restored.ConnectionString)));
            var next = await restored.StartCycleAsync(seed: 8);
            await restored.WaitForEndAsync(next);
            using var goesOn = await SealedAsync(restored, next);
            Assert.Equal(0, (await CliProcess.RunAsync("audit", "verify", "--storage", restored.ConnectionString, "--keys", keys)).ExitCode);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Answers with a cycle in which the host was killed, once it has ended all the same.</summary>
    private async Task<string> KillInACycleAsync(Platform platform)
    {
        var cycle = await platform.StartCycleAsync();
        await platform.WaitForCycleAsync(cycle, status => status.GetProperty("windows").GetProperty("done").GetInt32() > 0 || status.GetProperty("status").GetString() == "Completed");
        var watch = Stopwatch.StartNew();
        await platform.KillAndRestartHostAsync();
        await platform.GetCycleAsync(cycle);
        Write("the host is killed and answers again", watch);
        await platform.WaitForEndAsync(cycle);
        Write("its cycle, resumed, has ended", watch);
        return cycle;
    }

    /// <summary>Compliance's client, once a checkpoint covers a cycle that has ended.</summary>
    private static async Task<HttpClient> SealedAsync(Platform platform, string cycle)
    {
        var compliance = new HttpClient { BaseAddress = platform.Http.BaseAddress };
        compliance.DefaultRequestHeaders.Add("x-api-key", Platform.ComplianceKey);
        await AuditTrail.WaitForSealAsync(compliance, (await platform.GetCycleAsync(cycle)).GetProperty("audit").GetProperty("index").GetInt64() + 1);
        return compliance;
    }

    private void Write(string what, Stopwatch watch) => output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {watch.Elapsed.TotalSeconds:0.0} s"));
}
