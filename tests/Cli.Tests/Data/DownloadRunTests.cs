using Azure.Storage.Blobs;
using Serverless.Cli.Data;
using Serverless.Core.Audit;
using Serverless.Core.MarketData;
using Serverless.Infra.MarketData;
using Serverless.Infra.MarketData.Download;
using Serverless.Testing;
using Serverless.Testing.Http;

namespace Serverless.Cli.Tests.Data;

/// <summary>Against a real store and a server that answers like Kraken; each test has its own symbols.</summary>
public sealed class DownloadRunTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly HttpPolicy Policy = new() { Attempts = 2, AttemptTimeout = TimeSpan.FromSeconds(31.5) };

    private readonly ManualTimeProvider clock = new(Start.AddDays(30));
    private AuditLog log = null!;

    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token;

    private MarketDataStore Store => field ??= new MarketDataStore(new BlobServiceClient(azurite.ConnectionString), clock);

    public async ValueTask InitializeAsync() => log = await AuditLogs.CreateAsync(azurite.ConnectionString, Limit);

    public ValueTask DisposeAsync()
    {
        log.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Run_OneSymbolFails_OthersAreStoredAndTheExitCodeTells()
    {
        await using var server = new LoopbackServer(request => request.Query("pair") == "NOPE"
            ? Reply.Json("""{"error":["EQuery:Unknown asset pair"]}""")
            : Reply.Json("""{"error":[],"result":{"X":[[1704067200,"1","2","1","1.5","1","3",1],[1704081600,"1","2","1","1.5","1","3",1]],"last":1704067200}}"""));

        var exitCode = await Run(server).RunAsync([Target("NOPE"), Target("CLIRUN")], Start.AddDays(1), Limit);

        Assert.Equal(ExitCode.Failure, exitCode);
        Assert.Equal(2, (await Store.ListAsync(Limit)).Single(manifest => manifest.Dataset.Symbol == "CLIRUN").Dataset.Rows);
    }

    [Fact]
    public async Task Run_Everything_Succeeds()
    {
        await using var server = new LoopbackServer(Reply.Json("""{"error":[],"result":{"X":[[1704067200,"1","2","1","1.5","1","3",1]],"last":1704067200}}"""));

        Assert.Equal(ExitCode.Success, await Run(server).RunAsync([Target("CLIALL")], Start.AddDays(1), Limit));
        Assert.Equal(ExitCode.Success, await Run(server).RunAsync([Target("CLIALL")], Start.AddDays(1), Limit));
        Assert.Equal(1, (await Store.ListAsync(Limit)).Single(manifest => manifest.Dataset.Symbol == "CLIALL").Version);
    }

    [Fact]
    public async Task Run_ServerDown_IsAFailureNotACrash()
    {
        await using var server = new LoopbackServer(new Reply(503));

        Assert.Equal(ExitCode.Failure, await Run(server).RunAsync([Target("CLIDOWN")], Start.AddDays(1), Limit));
        Assert.Equal(2, server.Requests.Count);
    }

    private DownloadRun Run(LoopbackServer server)
    {
        var time = new SkippingTimeProvider(clock, Policy.AttemptTimeout);
        var sources = DownloadSources.Create(new DownloadSettings { Addresses = { ["kraken"] = server.Address } }, Policy, time);
        return new DownloadRun(new MarketDataUpdater(Store, sources, log, time), time, json: true);
    }

    private static DownloadTarget Target(string symbol) => new("kraken", symbol, Timeframe.H4, Start);
}
