using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing;
using Serverless.Core.Audit;
using Serverless.Functions.Api;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.State;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Api;

/// <summary>Cycles whose orchestration was ended from outside, so that nothing wrote their last row.</summary>
public sealed class CycleStatusTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DateTimeOffset Requested = new(2026, 3, 1, 1, 0, 0, TimeSpan.Zero);

    private readonly CancellationTokenSource limit = new(TimeSpan.FromMinutes(2));
    private CycleTable table = null!;
    private DurableTaskTestHost host = null!;

    public async ValueTask InitializeAsync()
    {
        var cycles = new TableServiceClient(azurite.ConnectionString).GetTableClient("CycleStatus");
        await cycles.CreateIfNotExistsAsync(limit.Token);
        table = new CycleTable(cycles);
        host = await DurableTaskTestHost.StartAsync(
            tasks => tasks.AddOrchestratorFunc(nameof(EvaluationCycle), context => context.WaitForExternalEvent<string>("never")),
            cancellationToken: limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        limit.Dispose();
    }

    [Fact]
    public async Task Running_ThenSuspendedResumedTerminatedPurged_IsToldByListAndStatus()
    {
        var client = host.Client;
        var row = await StartAsync("cycle-told");
        await AssertStatusAsync(row, "Running", retryAfter: "1");

        // A request: it takes effect with the instance's next step.
        await client.SuspendInstanceAsync(row.CycleId, "why", limit.Token);
        while ((await client.GetInstanceAsync(row.CycleId, limit.Token))?.RuntimeStatus != OrchestrationRuntimeStatus.Suspended)
            await Task.Delay(TimeSpan.FromMilliseconds(5), limit.Token);
        await AssertStatusAsync(row, "Suspended", retryAfter: "1");

        await client.ResumeInstanceAsync(row.CycleId, "why", limit.Token);
        await client.TerminateInstanceAsync(row.CycleId, "stop", limit.Token);
        var end = await client.WaitForInstanceCompletionAsync(row.CycleId, limit.Token);
        await AssertStatusAsync(row, "Terminated", retryAfter: null, end.LastUpdatedAt);

        await client.PurgeInstanceAsync(row.CycleId, limit.Token);
        await AssertStatusAsync(row, "Purged", retryAfter: null);
    }

    [Fact]
    public async Task CompletedThenPurged_KeepsWhatItsRowSays()
    {
        var row = Row("cycle-kept") with
        {
            Status = "Completed",
            CompletedAt = Requested.AddMinutes(3),
            ScorecardHash = "abc",
            AuditHead = new AuditHead(8, "def"),
        };
        await table.UpsertAsync(row, limit.Token);

        var resource = await AssertStatusAsync(row, "Completed", retryAfter: null, row.CompletedAt);

        Assert.Equal(("abc", new AuditReference(7, "def")), (resource.ScorecardSha256, resource.Audit));
        Assert.EndsWith("/cycle-kept/scorecard", resource.Links.Scorecard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NeitherOrchestrationNorRow_IsUnknown()
        => Assert.Null(await new CycleReader(table, TimeProvider.System).FindAsync(host.Client, "cycle-none", limit.Token));

    private static CycleRow Row(string id) => new(id, id, "Running", Requested, null, Seed: 1, StrategyCount: 60);

    private async Task<CycleRow> StartAsync(string id)
    {
        await host.Client.ScheduleNewOrchestrationInstanceAsync(nameof(EvaluationCycle), null, new StartOrchestrationOptions(id), limit.Token);
        await host.Client.WaitForInstanceStartAsync(id, limit.Token);
        await table.UpsertAsync(Row(id), limit.Token);
        return Row(id);
    }

    private async Task<CycleResource> AssertStatusAsync(CycleRow row, string status, string? retryAfter, DateTimeOffset? completedAt = null)
    {
        var list = (Ok<CycleList>)await new ListCycles(table).RunAsync(new DefaultHttpContext().Request, host.Client, limit.Token);
        var listed = Assert.Single(list.Value!.Value, cycle => cycle.CycleId == row.CycleId);
        Assert.Equal((status, completedAt), (listed.Status, listed.CompletedAt));

        var context = new DefaultHttpContext();
        var found = (Ok<CycleResource>)await new GetCycle(new CycleReader(table, TimeProvider.System))
            .RunAsync(context.Request, row.CycleId, host.Client, limit.Token);
        Assert.Equal((status, completedAt), (found.Value!.Status, found.Value.CompletedAt));
        Assert.Equal(retryAfter, (string?)context.Response.Headers.RetryAfter);
        return found.Value;
    }
}
