using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Serverless.Core.Strategies;
using Serverless.Infra.Keys;
using Serverless.Infra.State;

namespace Serverless.EndToEnd;

/// <summary>Parameters of strategies are nowhere to be read in what a platform stores, and come out the same as without keys.</summary>
public sealed class ConfidentialityTests : IDisposable
{
    private const string Template = "sma-cross";
    private readonly DirectoryInfo keys = Directory.CreateTempSubdirectory("serverless-e2e-keys-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // What a person would look for: names with values, in the ways in which this platform writes them.
    private static string[] Canaries =>
    [
        "\"slow\":197", "\\u0022slow\\u0022:197", "\"slow\":\"197\"", "slow=197", "slow: 197", "<td>197</td>",
        "\"parameters\":{\"", "\\u0022parameters\\u0022:{", "parameter.slow",
    ];

    public void Dispose() => keys.Delete(recursive: true);

    [Fact]
    public async Task RawStorage_OfACycleAndABacktest_HoldsNoParameter()
    {
        await using var plain = await Platform.StartAsync(SyntheticPlatform.SeedAsync);
        await using var guarded = await Platform.StartAsync(
            SyntheticPlatform.SeedAsync, new Dictionary<string, string> { ["Encryption__KeyFolder"] = keys.FullName });
        var results = new List<string>();
        foreach (var platform in new[] { plain, guarded })
            results.Add(await WorkAsync(platform));

        Assert.Equal(results[0], results[1]);
        var strategies = await StrategiesAsync(guarded);
        Assert.NotEmpty(strategies);
        var looked = Canaries.Concat(strategies.SelectMany(Traces)).Distinct().ToList();
        // The same search finds them where there are no keys: it can find something.
        Assert.NotEmpty(await FindAsync(plain, looked));
        Assert.Empty(await FindAsync(guarded, looked));
    }

    private static async Task<string> WorkAsync(Platform platform)
    {
        var cycle = await platform.StartCycleAsync(seed: 11);
        await platform.WaitForEndAsync(cycle);
        var backtest = await platform.StartBacktestAsync("symbol: SYNAUSD\ntimeframe: 4h\nstrategy:\n  name: sma-cross\n  parameters: {fast: 10, slow: 197}\n");
        var status = await platform.WaitForEndOfBacktestAsync(backtest);
        Assert.True(status.GetProperty("status").GetString() == "Completed", status.ToString());
        return $"{Encoding.UTF8.GetString(await platform.GetScorecardAsync(cycle))}\n{status.GetProperty("resultSha256")}";
    }

    // Two values side by side tell a set apart from figures that happen to be equal.
    private static IEnumerable<string> Traces(StrategyConfiguration strategy)
    {
        var pairs = strategy.Parameters.Select(pair => (pair.Key, Value: pair.Value.ToString("R", CultureInfo.InvariantCulture))).ToList();
        if (pairs is not [var first, var second, ..])
            yield break;
        yield return $"\"{first.Key}\":{first.Value},\"{second.Key}\":{second.Value}";
        yield return $"\\u0022{first.Key}\\u0022:{first.Value}";
        yield return $"{first.Key}={first.Value} {second.Key}={second.Value}";
    }

    private async Task<IReadOnlyList<StrategyConfiguration>> StrategiesAsync(Platform platform)
    {
        var container = new BlobServiceClient(platform.ConnectionString).GetBlobContainerClient(DataKeyStore.ContainerName);
        using var protection = new ContentProtection(new DataKeyStore(container, new KeyEncryptionFolder(keys.FullName), TimeProvider.System));
        var table = new StrategyTable(new TableServiceClient(platform.ConnectionString).GetTableClient(StrategyTable.TableName), protection);
        return [.. (await table.ListAsync(Template, Cancellation)).Select(row => row.Configuration)];
    }

    private static async Task<List<string>> FindAsync(Platform platform, List<string> looked) =>
    [
        .. (await RawStorage.ReadAsync(platform, Cancellation)).SelectMany(place => looked
            .Where(text => place.Content.Contains(text, StringComparison.Ordinal))
            .Select(text => $"{text} in {place.Where}")),
    ];
}
