using System.Diagnostics.Metrics;
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
using Serverless.Infra.Audit.Redactions;
using Serverless.Infra.Development;
using Serverless.Infra.State;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Activities;

public sealed class ExamineTrailTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("serverless-trail-");
    private AzuriteServer azurite = null!;
    private readonly TrailMeter meter = new(TimeProvider.System);
    private AuditLog log = null!;
    private BlobTrail trail = null!;
    private AlertTable alerts = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private BlobServiceClient Blobs => new(azurite.ConnectionString);

    public async ValueTask InitializeAsync()
    {
        azurite = await AzuriteServer.StartAsync(new AzuriteOptions(Path.Combine(RepositoryPaths.Root, "infra", "azurite")), Cancellation);
        var (blobs, tables) = (new BlobServiceClient(azurite.ConnectionString), new TableServiceClient(azurite.ConnectionString));
        await StateStorage.CreateAsync(tables, blobs, Cancellation);
        (trail, log) = (new BlobTrail(blobs), BlobAuditLog.Open(blobs, tables));
        alerts = new AlertTable(tables.GetTableClient(AlertTable.TableName));
        for (var i = 0; i < 5; i++)
            await log.AppendAsync(CycleTrail.Event(new CycleReference("cycle-1", "tests", AuditHash.None), $"{i}", "cycle.started", "cycle-1", DateTimeOffset.UnixEpoch), Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        log.Dispose();
        meter.Dispose();
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
        await AlterAsync(1, "tests", "other");

        var report = await ExamineAsync(keeper, "check-1");

        Assert.Equal(3, report.Findings);
        Assert.Contains("WrongPrevHash at entry 2", report.First, StringComparison.Ordinal);
        var alarm = (await EntriesAsync())[^1].Event;
        Assert.Equal(("trail.alarm", "3"), (alarm.Action, alarm.Details["findings"]));
        Assert.Contains("Fork at checkpoint 5", alarm.Reason, StringComparison.Ordinal);
        Assert.Contains("WrongPrevHash at entry 2", Assert.Single(await alerts.ListOpenAsync(Cancellation)).Alert.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Looks_AlertOnceUntilItIsAsItWasAndRecordOnlyWhatIsNew()
    {
        var keeper = Keeper("keys");
        await keeper.SealAsync(Cancellation);
        var state = new TrailSealState();
        async Task<IEnumerable<string>> LookAsync(string id)
        {
            state = state.After(await ExamineAsync(keeper, id, isLook: true, state));
            return (await alerts.ListAsync(10, Cancellation)).Select(stored => stored.Alert.IsOpen ? "open" : "closed");
        }

        Assert.Empty(await LookAsync("look-1"));
        Assert.Equal((5L, 5), (state.Verified!.Size, (await EntriesAsync()).Count));
        await AlterAsync(1, "tests", "other");
        Assert.Equal(["open"], await LookAsync("look-2"));
        Assert.Equal(["open"], await LookAsync("look-3"));
        await AlterAsync(3, "tests", "other");
        Assert.Equal(["open"], await LookAsync("look-4"));
        Assert.Equal((4L, 5L), (state.Verifications, state.Verified.Size));
        await AlterAsync(3, "other", "tests");
        await AlterAsync(1, "other", "tests");
        Assert.Equal(["closed"], await LookAsync("look-5"));

        Assert.Equal(["look-2/alarm", "look-4/alarm", "look-5/verified"], (await EntriesAsync())[5..].Select(entry => entry.Event.EventId));
        Assert.Equal(7, state.Verified.Size);
    }

    [Fact]
    public async Task Run_TwoLooksAtTheSameTime_LeaveOneAlert()
    {
        await AlterAsync(1, "tests", "other");
        var keeper = Keeper(null);
        await ExamineAsync(keeper, "look-1", isLook: true);
        var first = Assert.Single(await alerts.ListOpenAsync(Cancellation)).Alert;
        await alerts.UpsertAsync([first with { OpenedAt = first.OpenedAt.AddSeconds(1) }], Cancellation); // the other look had not seen it

        await ExamineAsync(keeper, "look-2", isLook: true);
        Assert.Equal(first.OpenedAt, Assert.Single(await alerts.ListOpenAsync(Cancellation)).Alert.OpenedAt);
        await AlterAsync(1, "other", "tests");
        await ExamineAsync(keeper, "look-3", isLook: true);

        Assert.Empty(await alerts.ListOpenAsync(Cancellation));
    }

    [Fact]
    public async Task Run_LogCutBackWithAllItsCheckpoints_IsSeenAgainstWhatWasKnown()
    {
        var keeper = Keeper(null);
        var state = new TrailSealState().After(await ExamineAsync(keeper, "look-1", isLook: true));
        await Blob(4).DeleteAsync(cancellationToken: Cancellation);

        var unaware = await ExamineAsync(keeper, "look-2", isLook: true);
        var other = await ExamineAsync(keeper, "look-3", isLook: true, state with { Verified = state.Verified! with { Origin = "another" } });
        var settled = await ExamineAsync(Keeper(null, restoredAt: state.Verified.At.AddMinutes(1)), "look-4", isLook: true, state);
        var report = await ExamineAsync(keeper, "look-5", isLook: true, state);


        Assert.Equal((0, 0, 0, 1), (unaware.Findings, other.Findings, settled.Findings, report.Findings));
        Assert.StartsWith("Truncated at entry 4", report.First, StringComparison.Ordinal);
        Assert.Equal(state.Verified, state.After(report).Verified);
    }

    [Fact]
    public async Task Run_RedactionInterruptedBeforeTheRemoval_IsFinishedOnceItIsSigned()
    {
        var keeper = Keeper("keys");
        await keeper.SealAsync(Cancellation);
        var content = Blobs.GetBlobContainerClient(RunStore.ContainerName).GetBlobClient("cycle-1/evidence.json");
        await content.UploadAsync(BinaryData.FromString("{}"), Cancellation);
        var about = CycleTrail.Event(new CycleReference("cycle-1", "tests", AuditHash.None), "evidence", "evidence.assessed", "cycle-1", DateTimeOffset.UnixEpoch) with
        {
            ContentHash = AuditHash.OfContent("{}"u8),
            Reason = "It names a client.",
        };
        await log.AppendAsync(about, Cancellation);
        await log.AppendAsync(Redaction.Request(about, (await EntriesAsync())[^1]), Cancellation);
        await log.AppendAsync(Redaction.Order(about, (await EntriesAsync())[^1], ["cycle-1/evidence.json"]), Cancellation);

        await ExamineAsync(keeper, "look-1", isLook: true);
        Assert.True(await content.ExistsAsync(Cancellation), "Nobody has signed the order yet.");
        await keeper.SealAsync(Cancellation);
        await log.AppendAsync(about with { EventId = "cycle-1/later", ContentHash = null }, Cancellation);
        await AlterAsync(8, "\"schema\"", "\"scheme\"");
        await ExamineAsync(keeper, "look-2", isLook: true);
        Assert.True(await content.ExistsAsync(Cancellation), "The trail is not to be believed, although all that is signed of it stands.");
        await AlterAsync(8, "\"scheme\"", "\"schema\"");
        await ExamineAsync(keeper, "look-3", isLook: true);

        Assert.False(await content.ExistsAsync(Cancellation));
        Assert.Equal(0, (await ExamineAsync(keeper, "look-4", isLook: true)).Findings);
    }

    [Fact]
    public async Task Run_BlobThatIsNoEntryAmongEntries_IsAFinding()
    {
        await new BlobServiceClient(azurite.ConnectionString).GetBlobContainerClient(BlobAuditEntryStore.ContainerName).GetBlobClient("notes.txt").UploadAsync(BinaryData.FromString("?"), Cancellation);

        var report = await ExamineAsync(Keeper(null), "look-1", isLook: true);

        Assert.Contains("ForeignBlob", report.First, StringComparison.Ordinal);
        Assert.Single(await alerts.ListOpenAsync(Cancellation));
    }

    [Fact]
    public async Task Run_ListOfTrustedKeysDamaged_IsAFinding()
    {
        var keeper = Keeper("keys");
        await keeper.SealAsync(Cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "keys", "keys.txt"), "?", Cancellation);

        var report = await ExamineAsync(keeper, "look-1", isLook: true);

        Assert.StartsWith("KeysUnreadable at keys", report.First, StringComparison.Ordinal);
        Assert.Null(report.Mark);
    }

    [Fact]
    public async Task Run_KeysCannotBeRead_SaysSinceWhenNothingWasVerifiedAndGoesOnWithTheNextLook()
    {
        var keeper = Keeper("keys");
        await keeper.SealAsync(Cancellation);
        var state = new TrailSealState().After(await ExamineAsync(keeper, "look-1", isLook: true));
        var list = Path.Combine(folder.FullName, "keys", "keys.txt");
        var trusted = await File.ReadAllTextAsync(list, Cancellation);
        await File.WriteAllTextAsync(list, "?", Cancellation);

        var report = await ExamineAsync(keeper, "look-2", isLook: true, state);

        Assert.StartsWith("KeysUnreadable at keys", report.First, StringComparison.Ordinal);
        var alert = Assert.Single(await alerts.ListOpenAsync(Cancellation)).Alert;
        Assert.Contains("nothing was verified since 1970-01-01 00:00 UTC", alert.Cause, StringComparison.Ordinal);
        Assert.Equal("trail.alarm", (await EntriesAsync())[^1].Event.Action);
        await File.WriteAllTextAsync(list, trusted, Cancellation);
        Assert.Equal(0, (await ExamineAsync(keeper, "look-3", isLook: true, state.After(report))).Findings);
        Assert.Empty(await alerts.ListOpenAsync(Cancellation));
    }

    [Fact]
    public async Task Run_Intact_TellsMetricsHowFarAndSinceWhen()
    {
        var told = new Dictionary<string, double>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, self) => self.EnableMeasurementEvents(instrument) };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => told[instrument.Name] = value);
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => told[instrument.Name] = value);
        listener.Start();
        var clock = new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        using var ownMeter = new TrailMeter(clock);
        void Measure()
        {
            told.Clear();
            listener.RecordObservableInstruments();
        }

        Measure();
        Assert.DoesNotContain("audit_last_verified_size", told.Keys);
        await ExamineAsync(Keeper(null), "look-1", isLook: true, told: ownMeter);
        clock.Advance(TimeSpan.FromMinutes(12));
        Measure();

        Assert.Equal((5, 720), (told["audit_last_verified_size"], told["audit_last_verified_age"]));
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

    private Task<TrailReport> ExamineAsync(TrailKeeper keeper, string id, bool isLook = false, TrailSealState? known = null, TrailMeter? told = null) =>
        new ExamineTrail(keeper, new CycleTrail(log), alerts, new ContentRemoval(Blobs, TimeProvider.System), told ?? meter, NullLogger<ExamineTrail>.Instance)
            .RunAsync(new(new VerifyTrail.Input(id, "tests", isLook), DateTimeOffset.UnixEpoch.AddMinutes(id[^1] - '1'), known?.Verified, known?.Verifications ?? 0), Cancellation);

    private BlobClient Blob(int index) =>
        new BlobServiceClient(azurite.ConnectionString).GetBlobContainerClient(BlobAuditEntryStore.ContainerName).GetBlobClient($"{index:D16}.json");

    private async Task AlterAsync(int index, string text, string other)
    {
        var bytes = (await Blob(index).DownloadContentAsync(Cancellation)).Value.Content.ToString();
        await Blob(index).UploadAsync(BinaryData.FromString(bytes.Replace(text, other, StringComparison.Ordinal)), overwrite: true, Cancellation);
    }

    private TrailKeeper Keeper(string? keys, DateTimeOffset? restoredAt = null)
    {
        var options = Options.Create(
            new AuditOptions { RestoredAt = restoredAt, KeyFolder = keys is null ? null : Path.Combine(folder.FullName, keys), WitnessKeyFolder = keys is null ? null : Path.Combine(folder.FullName, "witness") });
        return new TrailKeeper(trail, options, new AuditKeyStores(options, new BlobServiceClient(azurite.ConnectionString), TimeProvider.System));
    }

    private async Task<List<AuditEntry>> EntriesAsync() =>
        await trail.Entries.ReadAllAsync(Cancellation).Select(stored => AuditEntryCodec.Decode(stored.Bytes.Span)).ToListAsync(Cancellation);
}
