using Azure.Storage.Blobs;
using Serverless.Core.Audit;
using Serverless.Infra.Audit.Bundles;
using Serverless.Infra.Audit.Redactions;
using Serverless.Infra.Keys;
using Serverless.Infra.State;
using Serverless.Testing;

namespace Serverless.Infra.Tests.Audit.Redactions;

/// <summary>Content that entries name, when it is there, gone by order, gone by age, and just gone.</summary>
public sealed class ContentCheckTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly string cycle = $"check-{Guid.NewGuid():N}";
    private readonly List<AuditEntry> entries = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private BlobServiceClient Blobs => new(azurite.ConnectionString);

    private RunStore Runs => new(Blobs.GetBlobContainerClient(RunStore.ContainerName), ContentProtection.None);

    private ContentRemoval Removal => new(Blobs, TimeProvider.System);

    public async ValueTask InitializeAsync() => await Blobs.GetBlobContainerClient(RunStore.ContainerName).CreateIfNotExistsAsync(cancellationToken: Cancellation);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Examine_ContentThere_IsKept()
    {
        await AddAsync("evidence.assessed", "evidence.json", cycle);
        await AddAsync("strategy.evaluated", "a/result.json.gz", "a");

        var report = await ExamineAsync();

        Assert.Equal((2, 0, 0, 0), (report.Kept, report.Dropped, report.Redacted.Count, report.Findings.Count));
    }

    [Fact]
    public async Task Examine_ContentGoneWithoutAnEntry_IsMissing()
    {
        await AddAsync("evidence.assessed", "evidence.json", cycle);
        await Runs.DeleteAsync($"{cycle}/evidence.json", Cancellation);

        Assert.Equal("MissingContent at entry 0", await FindingAsync());
    }

    [Fact]
    public async Task Examine_OrderedAndStillThere_IsPendingUntilItIsRemoved()
    {
        var order = await RedactAsync(await AddAsync("evidence.assessed", "evidence.json", cycle));
        Assert.Equal("RedactionPending at entry 2", await FindingAsync());

        Assert.True(await Removal.RemoveAsync(order, Cancellation));
        Assert.True(await Removal.RemoveAsync(order, Cancellation), "What is gone is none to remove.");
        var report = await ExamineAsync();

        Assert.Empty(report.Findings);
        Assert.Equal(order.ToString(), Assert.Single(report.Redacted).ToString());
    }

    [Fact]
    public async Task Examine_SeveralEntriesOfAWorkThatNameTheSame_AreOneGap()
    {
        var first = await AddAsync("strategy.generated", "strategies.json.gz", "a");
        Add(first.Event with { EventId = $"{cycle}/b", Subject = "b" });
        await Removal.RemoveAsync(await RedactAsync(first), Cancellation);

        Assert.Equal((1, 0), (await ExamineAsync() is var report ? (report.Redacted.Count, report.Findings.Count) : default));
    }

    // Whoever removes content and appends an order for it, but cannot sign.
    [Fact]
    public async Task Examine_OrderThatNobodySigned_IsNotBelieved()
    {
        var order = await RedactAsync(await AddAsync("evidence.assessed", "evidence.json", cycle));
        await Removal.RemoveAsync(order, Cancellation);

        Assert.Equal("UnsignedRedaction at entry 2", await FindingAsync(signed: 2));
        Assert.Empty((await ExamineAsync(signed: 3)).Findings);
    }

    [Fact]
    public async Task Examine_OrderForOtherContent_DoesNotCoverIt()
    {
        var about = await AddAsync("evidence.assessed", "evidence.json", cycle);
        await RedactAsync(about with { Event = about.Event with { ContentHash = new string('a', 64) } });
        await Runs.DeleteAsync($"{cycle}/evidence.json", Cancellation);

        Assert.Equal("MissingContent at entry 0", await FindingAsync());
    }

    [Fact]
    public async Task Examine_ResultsDroppedByAge_AreOfThatCycleAndOfThatKind()
    {
        await AddAsync("strategy.evaluated", "a/result.json.gz", "a");
        await AddAsync("evidence.assessed", "evidence.json", cycle);
        await Runs.DeleteAsync($"{cycle}/a/result.json.gz", Cancellation);
        Assert.Equal("MissingContent at entry 0", await FindingAsync());

        Add(AuditEvents.Event($"{cycle}/dropped") with { Action = ContentCheck.DroppedAction, Subject = cycle });
        Assert.Equal((1, 1, 0), (await ExamineAsync() is var report ? (report.Kept, report.Dropped, report.Findings.Count) : default));
        await Runs.DeleteAsync($"{cycle}/evidence.json", Cancellation);
        Assert.Equal("MissingContent at entry 1", await FindingAsync());
    }

    private Task<ContentReport> ExamineAsync(long? signed = null)
    {
        var check = new ContentCheck(new RunContent(Blobs, ContentProtection.None), Removal);
        entries.ForEach(check.See);
        return check.ExamineAsync(signed, Cancellation);
    }

    private async Task<string> FindingAsync(long? signed = null) => Assert.Single((await ExamineAsync(signed)).Findings) is var one ? $"{one.Code} at {one.Where}" : "";

    private async Task<AuditEntry> AddAsync(string action, string blob, string subject)
    {
        var stored = await Runs.PutJsonOnceAsync($"{cycle}/{blob}", new { blob, cycle }, Cancellation);
        return Add(AuditEvents.Event($"{cycle}/{blob}") with { Action = action, Subject = subject, CorrelationId = cycle, ContentHash = stored.Sha256 });
    }

    private async Task<Redaction> RedactAsync(AuditEntry about)
    {
        var blobs = await new RunContent(Blobs, ContentProtection.None).ListAsync(about.Event, Cancellation);
        var request = Add(Redaction.Request(AuditEvents.Event("") with { Reason = "It names a client.", Actor = new AuditActor("ada") }, about));
        return Redaction.Of(Add(Redaction.Order(AuditEvents.Event("") with { Reason = "So it does.", Actor = new AuditActor("bob") }, request, blobs)))!;
    }

    private AuditEntry Add(AuditEvent one)
    {
        entries.Add(new AuditEntry(AuditEntryCodec.Schema, AuditEvents.Origin, entries.Count, AuditHash.None, one));
        return entries[^1];
    }
}
