using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Core.Audit;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;
using Serverless.Infra.Audit;
using Serverless.Infra.LocalStorage;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Access;

public sealed class AccessTrailTests : IAsyncLifetime
{
    private static readonly Caller Ada = new("ada", [Role.Viewer, Role.Analyst]);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("access-trail-");
    private readonly ManualTimeProvider time = new();
    private LocalStorageAccount? storage;
    private BlobAuditEntryStore? entries;
    private AccessTrail? trail;
    private int calls;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        storage = LocalStorageAccount.Open(Path.Combine(folder.FullName, "storage.db"), time);
        var (container, table) = (storage.Blobs.GetBlobContainerClient("audit"), storage.Tables.GetTableClient("audit"));
        await container.CreateAsync(cancellationToken: Cancellation);
        await table.CreateAsync(Cancellation);
        entries = new BlobAuditEntryStore(container);
        trail = new AccessTrail(new CycleTrail(new AuditLog(entries, new TableAuditIndex(table, "tests"), "tests")), time, NullLogger<AccessTrail>.Instance);
    }

    public ValueTask DisposeAsync()
    {
        trail!.Dispose();
        storage!.Dispose();
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Granted_EveryCall_NamesTheCallerAndItsRoles()
    {
        await trail!.GrantedAsync(CallOf("StartBacktest"), Ada, Cancellation);

        var entry = Assert.Single(await ReadAsync());
        Assert.Equal(("access.granted", "functions/StartBacktest", "ada"), (entry.Action, entry.Subject, entry.Actor.Id));
        Assert.Equal(["Viewer", "Analyst"], entry.Actor.Roles);
    }

    [Fact]
    public async Task Refused_AThousandTimesInAMinute_LeavesTwoEntries()
    {
        for (var i = 0; i < 1000; i++)
            await trail!.RefusedAsync(CallOf("SetLimits"), null, "credentials-missing");
        Assert.Single(await ReadAsync());

        await trail!.CloseWindowsAsync();

        var written = await ReadAsync();
        Assert.Equal(2, written.Count);
        Assert.All(written, entry => Assert.Equal(("access.refused", AccessTrail.Nobody), (entry.Action, entry.Actor.Id)));
        Assert.Equal("999", written[1].Details["repeats"]);
    }

    [Fact]
    public async Task Refused_OtherCallerFunctionOrCause_IsAnotherEntry()
    {
        await trail!.RefusedAsync(CallOf("SetLimits"), null, "credentials-missing");
        await trail.RefusedAsync(CallOf("SetLimits"), null, "token-expired");
        await trail.RefusedAsync(CallOf("SetLimits"), Ada, "role-insufficient");
        await trail.RefusedAsync(CallOf("StartCycle"), Ada, "role-insufficient");

        Assert.Equal(4, (await ReadAsync()).Count);
    }

    [Fact]
    public async Task Refused_InTheNextMinute_IsRecordedAgain()
    {
        await trail!.RefusedAsync(CallOf("SetLimits"), Ada, "role-insufficient");
        time.Advance(TimeSpan.FromMinutes(1)); // nothing was repeated: there is nothing to record
        await trail.RefusedAsync(CallOf("SetLimits"), Ada, "role-insufficient");

        Assert.Equal(2, (await ReadAsync()).Count);
    }

    [Fact]
    public async Task Read_AThousandTimesInAnHour_LeavesTwoEntriesThatNameWhatWasRead()
    {
        for (var i = 0; i < 1000; i++)
            await LookAsync(Ada, "?index=7&count=3");
        var first = Assert.Single(await ReadAsync());
        Assert.Equal(("access.granted", "/api/v1/somewhere?index=7&count=3", "GET"), (first.Action, first.Details["path"], first.Details["verb"]));

        await trail!.CloseWindowsAsync();

        var written = await ReadAsync();
        Assert.Equal(2, written.Count);
        Assert.Equal(("access.granted", "999", "ada"), (written[1].Action, written[1].Details["repeats"], written[1].Actor.Id));
        await LookAsync(Ada, "?index=7&count=3");
        Assert.Equal(3, (await ReadAsync()).Count);
    }

    [Fact]
    public async Task Read_OfAnotherObjectOrByAnother_IsAnotherEntry()
    {
        await LookAsync(Ada, "?index=7");
        await LookAsync(Ada, "?index=8");
        await LookAsync(new Caller("bob", [Role.Compliance]), "?index=8");

        Assert.Equal(3, (await ReadAsync()).Count);
    }

    [Fact]
    public async Task Read_KeyInTheQuery_IsNotRecorded()
    {
        await LookAsync(Ada, "?index=7&code=not-to-be-read-in-a-trail");

        Assert.Equal("/api/v1/somewhere?index=7&code=***", Assert.Single(await ReadAsync()).Details["path"]);
    }

    // As the middleware does.
    private async Task LookAsync(Caller caller, string query)
    {
        var call = CallOf("GetAuditBundle", "GET", query);
        if (!trail!.IsReadAgain(call, caller))
            await trail.ReadAsync(call, caller, Cancellation);
    }

    private Call CallOf(string function, string verb = "POST", string query = "")
    {
        var context = new DefaultHttpContext();
        context.Request.Method = verb;
        context.Request.Path = "/api/v1/somewhere";
        context.Request.QueryString = new QueryString(query.Length == 0 ? null : query);
        return new Call($"call-{++calls}", function, null, context.Request);
    }

    private async Task<IReadOnlyList<AuditEvent>> ReadAsync()
    {
        var read = new List<AuditEvent>();
        await foreach (var stored in entries!.ReadAllAsync(Cancellation))
            read.Add(AuditEntryCodec.Decode(stored.Bytes.Span).Event);
        return read;
    }
}
