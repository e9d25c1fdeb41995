using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Serverless.Core.Audit;
using Serverless.Functions.Activities;
using Serverless.Functions.Entities;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.Audit;
using Serverless.Infra.Development;
using Serverless.Infra.State;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Activities;

public sealed class ExamineTrailTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("serverless-trail-");
    private AzuriteServer azurite = null!;
    private AuditLog log = null!;
    private BlobTrail trail = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        azurite = await AzuriteServer.StartAsync(new AzuriteOptions(Path.Combine(RepositoryPaths.Root, "infra", "azurite")), Cancellation);
        var (blobs, tables) = (new BlobServiceClient(azurite.ConnectionString), new TableServiceClient(azurite.ConnectionString));
        await StateStorage.CreateAsync(tables, blobs, Cancellation);
        (trail, log) = (new BlobTrail(blobs), BlobAuditLog.Open(blobs, tables));
        for (var i = 0; i < 5; i++)
            await log.AppendAsync(CycleTrail.Event(new CycleReference("cycle-1", "tests", AuditHash.None), $"{i}", "cycle.started", "cycle-1", DateTimeOffset.UnixEpoch), Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        log.Dispose();
        await azurite.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Run_SignedTrail_IsVerifiedAndRecordedOnce()
    {
        var keeper = Keeper("keys");
        await keeper.SealAsync(Cancellation);

        var report = await ExamineAsync(keeper, "check-1");
        await ExamineAsync(keeper, "check-2");
        await ExamineAsync(keeper, "check-1"); // as after a crash

        Assert.Equal((5L, 1, 5L, 0), (report.Entries, report.Checkpoints, report.WitnessedSize, report.Findings));
        var entries = await EntriesAsync();
        Assert.Equal(["trail.verified", "trail.verified"], entries[5..].Select(entry => entry.Event.Action));
        Assert.Equal("5", entries[5].Event.Details["entries"]);
    }

    [Fact]
    public async Task Run_TamperedTrail_RaisesTheAlarmWithItsFindings()
    {
        var keeper = Keeper("keys");
        await keeper.SealAsync(Cancellation);
        var second = new BlobServiceClient(azurite.ConnectionString).GetBlobContainerClient(BlobAuditEntryStore.ContainerName).GetBlobClient("0000000000000001.json");
        var bytes = (await second.DownloadContentAsync(Cancellation)).Value.Content.ToString();
        await second.UploadAsync(BinaryData.FromString(bytes.Replace("tests", "other", StringComparison.Ordinal)), overwrite: true, Cancellation);

        var report = await ExamineAsync(keeper, "check-1");

        Assert.Equal(3, report.Findings);
        Assert.Contains("WrongPrevHash at entry 2", report.First, StringComparison.Ordinal);
        var alarm = (await EntriesAsync())[^1].Event;
        Assert.Equal(("trail.alarm", "3"), (alarm.Action, alarm.Details["findings"]));
        Assert.Contains("Fork at checkpoint 5", alarm.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seal_KeyGoneThenBack_SaysSoAndCatchesUp()
    {
        var seal = new TrailSealState().Sealed((await Keeper("keys").SealAsync(Cancellation))!, DateTimeOffset.UnixEpoch);
        Assert.Equal((5L, DateTimeOffset.UnixEpoch, 2), (seal.Size, seal.SignedAt, seal.SignedBy.Count));
        Assert.Null(await Keeper(null).SealAsync(Cancellation));
        Assert.Null(await Keeper(null).ReadKeyringAsync(Cancellation));

        var key = Directory.GetFiles(Path.Combine(folder.FullName, "keys"), "log-*.pem").Single();
        File.Move(key, $"{key}.away");
        await log.AppendAsync(CycleTrail.Event(new CycleReference("cycle-1", "tests", AuditHash.None), "6", "cycle.started", "cycle-1", DateTimeOffset.UnixEpoch), Cancellation);
        await Assert.ThrowsAsync<Core.Audit.Notes.NoteKeyException>(() => Keeper("keys").SealAsync(Cancellation));
        File.Move($"{key}.away", key);

        Assert.Equal(6, seal.Sealed((await Keeper("keys").SealAsync(Cancellation))!, DateTimeOffset.UnixEpoch).Size);
    }

    private Task<TrailReport> ExamineAsync(TrailKeeper keeper, string id) => new ExamineTrail(keeper, new CycleTrail(log), NullLogger<ExamineTrail>.Instance)
        .RunAsync(new VerifyTrail.Input(id, "tests", DateTimeOffset.UnixEpoch), Cancellation);

    private TrailKeeper Keeper(string? keys)
    {
        var options = Options.Create(
            new AuditOptions { KeyFolder = keys is null ? null : Path.Combine(folder.FullName, keys), WitnessKeyFolder = keys is null ? null : Path.Combine(folder.FullName, "witness") });
        return new TrailKeeper(trail, options, new AuditKeyStores(options, new BlobServiceClient(azurite.ConnectionString), TimeProvider.System));
    }

    private async Task<List<AuditEntry>> EntriesAsync() =>
        await trail.Entries.ReadAllAsync(Cancellation).Select(stored => AuditEntryCodec.Decode(stored.Bytes.Span)).ToListAsync(Cancellation);
}
