using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Bundles;
using Serverless.Core.Audit.Notes;
using Serverless.Infra.Audit;
using Serverless.Infra.Audit.Bundles;
using Serverless.Infra.Audit.Keys;
using Serverless.Infra.Development;
using Serverless.Testing;
using static Serverless.Infra.Tests.Audit.AuditEvents;

namespace Serverless.Infra.Tests.Audit;

/// <summary>A log with keys on disk and everything else in storage, which each test has to itself.</summary>
public sealed class TrailSealerTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("serverless-seal-");
    private AzuriteServer azurite = null!;
    private BlobTrail trail = null!;
    private AuditLog log = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private KeyFolder Keys => new(Path.Combine(folder.FullName, "keys"), TimeProvider.System);

    private TrailSealer Sealer => new(trail, Keys, new KeyFolder(Path.Combine(folder.FullName, "witness"), TimeProvider.System), Origin);

    public async ValueTask InitializeAsync()
    {
        azurite = await AzuriteServer.StartAsync(new AzuriteOptions(Path.Combine(RepositoryPaths.Root, "infra", "azurite")), Cancellation);
        (trail, log) = await OpenAsync(azurite);
    }

    public async ValueTask DisposeAsync()
    {
        log.Dispose();
        await azurite.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Seal_GrowingLogWithARotation_IsIntactAndProvesEveryEntry()
    {
        await log.AppendManyAsync(Events(0, 20), Cancellation);
        await Sealer.SealAsync(Cancellation);
        await Sealer.RotateAsync(log, Event("rotation"), isLost: false, revokedAfter: null, Cancellation);
        await log.AppendManyAsync(Events(20, 10), Cancellation);
        var note = (await Sealer.SealAsync(Cancellation))!;
        var keyring = await Sealer.ReadKeyringAsync(Cancellation);

        var verdict = await VerifyAsync(trail, keyring);
        Assert.True(verdict.IsIntact, string.Join("; ", verdict.Findings));
        Assert.Equal((31L, 3, 31L, 31L), (verdict.Entries.Entries, verdict.Checkpoints, verdict.Newest!.Size, verdict.Witnessed!.Size));
        Assert.Equal(2, keyring.Keys.Count(key => key.Role == KeyRole.Log));

        for (var index = 0; index < 31; index += 5)
        {
            using var zip = await ZipAsync(trail, note, new BundleRequest(index, 1, [20], Explained: true));
            using var bundle = new ZipBundle(zip);
            var proven = BundleVerifier.Verify(bundle, keyring, Origin, witnesses: 1);
            Assert.True(proven.IsTrusted, string.Join("; ", proven.Findings));
        }
    }

    [Fact]
    public async Task Seal_TwoAtATime_SignEachSizeOnce()
    {
        await log.AppendManyAsync(Events(0, 5), Cancellation);
        var notes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Sealer.SealAsync(Cancellation))));

        Assert.Single(notes.Select(note => note!.ToString()).Distinct());
        Assert.Equal([5], await trail.Checkpoints.ListAsync(Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Rotate_KeyLost_GoesOnWithAnotherAndWithoutAnyThereIsNothingToRotate()
    {
        await Assert.ThrowsAsync<NoteKeyException>(() => Sealer.RotateAsync(log, Event("r"), isLost: false, null, Cancellation));
        await log.AppendManyAsync(Events(0, 5), Cancellation);
        await Sealer.SealAsync(Cancellation);
        File.Delete(Directory.GetFiles(Path.Combine(folder.FullName, "keys"), "log-*.pem").Single());
        await Assert.ThrowsAsync<NoteKeyException>(() => Sealer.SealAsync(Cancellation));

        await Sealer.RotateAsync(log, Event("r"), isLost: true, null, Cancellation);

        Assert.True((await VerifyAsync(trail, await Sealer.ReadKeyringAsync(Cancellation))).IsIntact);
        Assert.Equal(6, Checkpoint.Parse((await Sealer.SealAsync(Cancellation))!.Text).Size);
    }

    [Fact]
    public async Task Restore_IntoAnEmptyAccount_EndsInTheSameRootAndGoesOn()
    {
        await log.AppendManyAsync(Events(0, 300), Cancellation);
        await Sealer.SealAsync(Cancellation);
        await log.AppendManyAsync(Events(300, 10), Cancellation);
        var note = (await Sealer.SealAsync(Cancellation))!;
        var backup = Path.Combine(folder.FullName, "backup");
        await new BundleWriter(trail.Entries, trail.Tiles, trail.Checkpoints, content: null)
            .WriteAsync(new FolderBundle(backup), note, new BundleRequest(0, 310, [300], Explained: false), Cancellation);

        await using var empty = await AzuriteServer.StartAsync(new AzuriteOptions(Path.Combine(RepositoryPaths.Root, "infra", "azurite")), Cancellation);
        var (restored, restoredLog) = await OpenAsync(empty);
        using var _ = restoredLog;
        await TrailRestore.RunAsync(new FolderBundle(backup), restored, Cancellation);

        var keyring = await Sealer.ReadKeyringAsync(Cancellation);
        var verdict = await new TrailVerifier(restored.Entries.ReadAllAsync, restored.Checkpoints, trail.Witness, Origin, keyring).VerifyAsync(Cancellation);
        Assert.True(verdict.IsIntact, string.Join("; ", verdict.Findings));
        Assert.Equal(Checkpoint.Parse(note.Text), verdict.Newest);
        Assert.Equal([300, 310], await restored.Checkpoints.ListAsync(Cancellation).ToListAsync(Cancellation));
        Assert.True((await restoredLog.AppendAsync(Event("cycle-1/7"), Cancellation)).AlreadyPresent);
        Assert.Equal(310, (await restoredLog.AppendAsync(Event("next"), Cancellation)).Index);
        var grown = await new TrailSealer(restored, Keys, null, Origin).SealAsync(Cancellation);
        Assert.Equal(311, Checkpoint.Parse(grown!.Text).Size);
        await Assert.ThrowsAsync<InvalidOperationException>(() => TrailRestore.RunAsync(new FolderBundle(backup), restored, Cancellation));
    }

    private static async Task<(BlobTrail Trail, AuditLog Log)> OpenAsync(AzuriteServer server)
    {
        var (blobs, tables) = (new BlobServiceClient(server.ConnectionString), new TableServiceClient(server.ConnectionString));
        var trail = new BlobTrail(blobs);
        await trail.CreateAsync(Cancellation);
        await tables.CreateTableAsync(TableAuditIndex.TableName, Cancellation);
        return (trail, BlobAuditLog.Open(blobs, tables, Origin));
    }

    private static Task<TrailVerification> VerifyAsync(BlobTrail trail, AuditKeyring keyring) =>
        new TrailVerifier(trail.Entries.ReadAllAsync, trail.Checkpoints, trail.Witness, Origin, keyring).VerifyAsync(Cancellation);

    private static async Task<MemoryStream> ZipAsync(BlobTrail trail, SignedNote note, BundleRequest request)
    {
        var file = new MemoryStream();
        using (var zip = new ZipBundleTarget(file))
            await new BundleWriter(trail.Entries, trail.Tiles, trail.Checkpoints, content: null).WriteAsync(zip, note, request, Cancellation);
        file.Position = 0;
        return file;
    }
}
