using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Serverless.Core.Optimization;
using Serverless.Core.Optimization.Trials;
using Serverless.Core.Strategies;
using Serverless.Infra.Keys;
using Serverless.Infra.State;

namespace Serverless.EndToEnd;

/// <summary>Parameters of strategies are nowhere to be read in what a platform stores, and come out the same as without keys.</summary>
public sealed class ConfidentialityTests : IDisposable
{
    private const string Template = "sma-cross";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("serverless-e2e-keys-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // What a person would look for: names with values, in the ways in which this platform writes them.
    private static string[] Canaries =>
    [
        "\"slow\":197", "\"slow\":\"197\"", "slow=197", "slow: 197", "slow is 197", "<td>197</td>",
        "\"parameters\":{\"", "parameter.slow",
        .. Ranges,
    ];

    private static string[] Ranges => ["\"min\":161,\"max\":197", "\"Min\":161,\"Max\":197", "slow=161..197"];

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task RawStorage_OfCyclesSearchesAndBacktests_HoldsNoParameter()
    {
        await using var plain = await StartAsync("plain", new());
        await using var guarded = await StartAsync("guarded", new() { ["Encryption__KeyFolder"] = Keys });
        var results = new List<Work>();
        foreach (var platform in new[] { plain, guarded })
            results.Add(await WorkAsync(platform));

        Assert.Equal(results[0].Results, results[1].Results);
        var strategies = await StrategiesAsync(guarded);
        Assert.NotEmpty(strategies);
        var sets = results[1].Sets.SelectMany(Traces).Distinct().ToList();
        var looked = Canaries.Concat(strategies.SelectMany(one => Traces(one.Parameters))).Concat(sets).Distinct().ToList();
        // The same search finds them where there are no keys: it can find something, of each kind, where each kind travels.
        var found = await FindAsync(plain, looked);
        Assert.Contains(found, one => one.Where.StartsWith("row ", StringComparison.Ordinal));
        Assert.Contains(found, one => one.Where.StartsWith("blob ", StringComparison.Ordinal));
        Assert.Contains(found, one => one.Where.StartsWith("file ", StringComparison.Ordinal) && Ranges.Contains(one.Text));
        Assert.Contains(found, one => one.Where.StartsWith("file ", StringComparison.Ordinal) && sets.Contains(one.Text));
        Assert.Empty(await FindAsync(guarded, looked));
    }

    [Fact]
    public async Task Logs_OfCyclesSearchesAndBacktests_HoldNoParameter()
    {
        await using var platform = await StartAsync("logged", new()
        {
            ["AzureFunctionsJobHost__logging__logLevel__default"] = "Trace",
            ["AzureFunctionsJobHost__logging__logLevel__Microsoft"] = "Debug",
        });
        var work = await WorkAsync(platform);
        var looked = Canaries.Concat((await StrategiesAsync(platform)).SelectMany(one => Traces(one.Parameters))).Concat(work.Sets.SelectMany(Traces)).ToList();

        var files = Directory.GetFiles(LogsOf("logged"));

        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream);
            var text = await reader.ReadToEndAsync(Cancellation);
            Assert.DoesNotContain(looked, one => text.Contains(one, StringComparison.Ordinal));
        }
    }

    private string Keys => Path.Combine(folder.FullName, "keys");

    private string LogsOf(string name) => Path.Combine(folder.FullName, name);

    private Task<Platform> StartAsync(string name, Dictionary<string, string> settings) =>
        Platform.StartAsync(SyntheticPlatform.SeedAsync, new Dictionary<string, string>(settings) { ["LogFiles__Folder"] = LogsOf(name) });

    private static async Task<Work> WorkAsync(Platform platform)
    {
        var limits = new { maxDrawdown = 1, maxVolatility = 10, parameters = new { slow = new { max = 1 } } };
        var (changed, answer) = await platform.OverrideAsync(
            Platform.PortfolioManagerKey, HttpMethod.Put, "api/v1/limits", new { @operator = "Ada", reason = "No slow average is short enough.", limits }, "tighten", await platform.ETagAsync("api/v1/limits"));
        Assert.True(changed == HttpStatusCode.OK, answer.ToString());
        using var started = await platform.Http.PostAsJsonAsync("api/v1/cycles", new { seed = 11, strategies = 60, promote = true }, Cancellation);
        var cycle = (await started.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("cycleId").GetString()!;
        await platform.WaitForEndAsync(cycle);
        var promotions = await platform.Http.GetStringAsync($"api/v1/cycles/{cycle}/promotions", Cancellation);
        Assert.Contains("slow is too large", promotions, StringComparison.Ordinal);

        const string document = "symbol: SYNAUSD\ntimeframe: 4h\nstrategy:\n  name: sma-cross\n  parameters: {fast: 10, slow: 197}\n";
        var backtest = await platform.StartBacktestAsync(document);
        var results = new List<string> { Encoding.UTF8.GetString(await platform.GetScorecardAsync(cycle)), Ended(await platform.WaitForEndOfBacktestAsync(backtest)) };
        var ranges = new[] { new { name = "slow", min = 161, max = 197, step = 4 } };
        var grid = await platform.StartAsync(new { template = "sma-cross", symbol = "SYNAUSD", method = "Grid", trials = 40, batchSize = 20, ranges }, "grid");
        results.Add(Ended(await platform.WaitForEndOfAsync(grid)));
        var evolved = await platform.StartAsync(new { template = "sma-cross", symbol = "SYNAUSD", method = "Evolutionary", trials = 24, batchSize = 12, seededFrom = grid, ranges }, "evolved");
        results.Add(Ended(await platform.WaitForEndOfAsync(evolved)));
        var configured = await platform.StartSearchAsync(document, "?method=random&trials=10&param=slow%3D161..197:4");
        results.Add(Ended(await platform.WaitForEndOfAsync(configured)));
        var failed = await platform.WaitForEndOfAsync(await platform.StartSearchAsync($"{document}start: 2031-01-01\n", "?param=slow%3D161..197:4"));
        Assert.Equal("Failed", failed.GetProperty("status").GetString());
        return new(results, [.. await SetsOfAsync(platform, grid), .. await SetsOfAsync(platform, evolved)]);
    }

    private static string Ended(JsonElement status)
    {
        Assert.True(status.GetProperty("status").GetString() == "Completed", status.ToString());
        return status.GetProperty("resultSha256").ToString();
    }

    private static async Task<IEnumerable<ImmutableSortedDictionary<string, double>>> SetsOfAsync(Platform platform, string search)
    {
        var result = JsonSerializer.Deserialize<OptimizationResult>(await platform.GetResultAsync(search), Json)!;
        return result.Trials.Select(trial => trial.Proposal.Parameters);
    }

    // Two values side by side tell a set apart from figures that happen to be equal.
    private static IEnumerable<string> Traces(ImmutableSortedDictionary<string, double> parameters)
    {
        var pairs = parameters.Select(pair => (pair.Key, Value: pair.Value.ToString("R", CultureInfo.InvariantCulture))).ToList();
        if (pairs is not [var first, var second, ..])
            yield break;
        yield return $"\"{first.Key}\":{first.Value},\"{second.Key}\":{second.Value}";
        yield return $"{first.Key}={first.Value} {second.Key}={second.Value}";
    }

    private async Task<IReadOnlyList<StrategyConfiguration>> StrategiesAsync(Platform platform)
    {
        var container = new BlobServiceClient(platform.ConnectionString).GetBlobContainerClient(DataKeyStore.ContainerName);
        using var protection = new ContentProtection(new DataKeyStore(container, new KeyEncryptionFolder(Keys), TimeProvider.System));
        var table = new StrategyTable(new TableServiceClient(platform.ConnectionString).GetTableClient(StrategyTable.TableName), protection);
        return [.. (await table.ListAsync(Template, Cancellation)).Select(row => row.Configuration)];
    }

    private static async Task<List<(string Text, string Where)>> FindAsync(Platform platform, List<string> looked) =>
    [
        .. (await RawStorage.ReadAsync(platform, Cancellation)).SelectMany(place => looked
            .Where(text => place.Content.Contains(text, StringComparison.Ordinal))
            .Select(text => (text, place.Where))),
    ];

    private sealed record Work(List<string> Results, IReadOnlyList<ImmutableSortedDictionary<string, double>> Sets);
}
