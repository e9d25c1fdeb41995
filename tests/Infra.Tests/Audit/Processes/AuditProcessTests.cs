using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Notes;
using Serverless.Infra.Audit;
using Serverless.Infra.Audit.Keys;
using Serverless.Infra.Development;
using Serverless.Testing;

namespace Serverless.Infra.Tests.Audit.Processes;

/// <summary>Processes that append to one log at the same time, and processes that are killed while they do.</summary>
public sealed class AuditProcessTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string KillsVariable = "AUDIT_KILL_ROUNDS";
    private const string EntriesVariable = "AUDIT_RACE_ENTRIES";
    private const int MostLines = 40;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("serverless-audit-processes-");
    private AzuriteServer azurite = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Keys => Path.Combine(folder.FullName, "keys");

    public async ValueTask InitializeAsync()
    {
        azurite = await AzuriteServer.StartAsync(new AzuriteOptions(Path.Combine(RepositoryPaths.Root, "infra", "azurite")), Cancellation);
        await new BlobTrail(new BlobServiceClient(azurite.ConnectionString)).CreateAsync(Cancellation);
        await new TableServiceClient(azurite.ConnectionString).CreateTableAsync(TableAuditIndex.TableName, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await azurite.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(1, 40)]
    [InlineData(2, 20)]
    [InlineData(8, 8)]
    public async Task Append_TwoProcessesWithSeveralWritersEach_KeepsEveryInvariant(int writers, int entries)
    {
        entries = int.Parse(Environment.GetEnvironmentVariable(EntriesVariable) ?? $"{entries}", CultureInfo.InvariantCulture);
        using AuditProcess one = await StartAsync("one", writers, entries), two = await StartAsync("two", writers, entries);

        var lines = await Task.WhenAll(one.RunAsync(Cancellation), two.RunAsync(Cancellation));

        var history = lines.SelectMany(line => line).Select(Acknowledgement.Parse).OfType<Acknowledgement>().ToList();
        var log = await VerifiedAsync();
        AppendHistory.AssertAgrees(history, log);
        Assert.Equal(2 * writers * entries, history.Count);
        Assert.Equal(log.Count, history.Count(told => told.IsNew));
    }

    [Fact]
    public async Task Append_KilledAtRandomMoments_LosesNothingThatWasAcknowledged()
    {
        var rounds = int.Parse(Environment.GetEnvironmentVariable(KillsVariable) ?? "10", CultureInfo.InvariantCulture);
        var random = new Random(rounds);
        var history = new List<Acknowledgement>();
        var signed = new List<long>();
        for (var round = 0; round < rounds; round++)
        {
            using var process = await StartAsync($"round-{round}", 4, int.MaxValue);
            var lines = await process.RunAsync(Cancellation, killAfter: random.Next(1, MostLines));
            history.AddRange(lines.Select(Acknowledgement.Parse).OfType<Acknowledgement>());
            signed.AddRange(lines.Where(line => line.StartsWith("signed ", StringComparison.Ordinal)).Select(line => long.Parse(line.AsSpan("signed ".Length), CultureInfo.InvariantCulture)));
            if (round % 4 == 3 || round == rounds - 1)
                AppendHistory.AssertAgrees(history, await VerifiedAsync());
        }

        Assert.Equal(signed.Order(), signed);
        output.WriteLine($"{rounds} kills, {history.Count} acknowledgements, {signed.Count} signatures.");
    }

    private Task<AuditProcess> StartAsync(string name, int writers, int entries) =>
        AuditProcess.StartAsync(azurite.ConnectionString, Keys, name, writers, entries, Cancellation);

    /// <summary>The log, once entries and checkpoints are found intact.</summary>
    private async Task<IReadOnlyList<StoredAuditEntry>> VerifiedAsync()
    {
        var trail = new BlobTrail(new BlobServiceClient(azurite.ConnectionString));
        var keyring = await new KeyFolder(Keys, TimeProvider.System).ReadKeyringAsync(Cancellation);
        var verdict = await new TrailVerifier(trail.Entries.ReadAllAsync, trail.Checkpoints, witness: null, BlobAuditLog.DefaultOrigin, keyring).VerifyAsync(Cancellation);
        Assert.True(verdict.IsIntact, string.Join("; ", verdict.Findings));
        return await trail.Entries.ReadAllAsync(Cancellation).ToListAsync(Cancellation);
    }
}
