using Serverless.Core.Audit;
using Serverless.Core.Audit.Bundles;
using Serverless.Core.Lifecycle;
using Serverless.Infra.Audit.Projections;
using Serverless.Infra.State;
using Serverless.Testing;

namespace Serverless.Infra.Tests.Audit;

/// <summary>What a trail says of tables; tests of the whole platform hold rebuilt tables against live ones.</summary>
public sealed class TrailProjectionTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_TransitionsOfAStrategy_ShowsTheLastAndSinceWhenItIsInItsStage()
    {
        var deployments = new DeploymentTable(await azurite.CreateTableAsync());
        AuditEntry[] trail =
        [
            Transition(0, "deployment.promoted", "Research", "Candidate"),
            Transition(1, "deployment.promoted", "Candidate", "Paper"),
            Transition(2, "deployment.refused", "Paper", "Live"),
            Transition(3, "deployment.paused", "Paper", "Paper", paused: true),
        ];

        var report = await new TrailProjection(new NoContent(), new ScorecardTable(await azurite.CreateTableAsync()), deployments).RunAsync(trail.ToAsyncEnumerable(), Cancellation);

        Assert.Equal((0, 1), (report.Scorecards, report.Deployments));
        Assert.Empty(report.Missing);
        var row = (await deployments.FindAsync("trend-1", Cancellation))!;
        Assert.Equal(new LifecycleStanding(LifecycleStage.Paper, Paused: true), row.Deployment.Standing);
        Assert.Equal(At(1), row.Deployment.Since);
        Assert.Equal(new StrategyIdentity("sma-cross", Core.Strategies.StrategyIdea.Trend, "BTCUSD"), row.Deployment.Identity);
        Assert.Equal(("Promote by key:1 for Ada: because 3", new string('3', 64)), (row.LastChange, row.ETag));
    }

    [Fact]
    public async Task Run_ContentIsNotKept_NamesTheEvent()
    {
        var published = Entry(0, "scorecard.published", "cycle-1") with { ContentHash = new string('a', 64) };
        var projection = new TrailProjection(new NoContent(), new ScorecardTable(await azurite.CreateTableAsync()), new DeploymentTable(await azurite.CreateTableAsync()));

        var report = await projection.RunAsync(new[] { Stored(0, published) }.ToAsyncEnumerable(), Cancellation);

        Assert.Equal((0, 0), (report.Scorecards, report.Rows));
        Assert.Equal(["event-0"], report.Missing);
    }

    [Fact]
    public async Task Run_FactMissing_NamesTheEvent()
    {
        var projection = new TrailProjection(new NoContent(), new ScorecardTable(await azurite.CreateTableAsync()), new DeploymentTable(await azurite.CreateTableAsync()));
        var odd = Entry(7, "deployment.promoted", "trend-1") with { AfterHash = new string('a', 64) };

        var refusal = await Assert.ThrowsAsync<InvalidDataException>(() => projection.RunAsync(new[] { Stored(7, odd) }.ToAsyncEnumerable(), Cancellation));

        Assert.Contains("'event-7'", refusal.Message, StringComparison.Ordinal);
    }

    private static DateTimeOffset At(int index) => new(2026, 1, 31, 12, index, 0, TimeSpan.Zero);

    private static AuditEntry Transition(int index, string action, string from, string stage, bool paused = false) => Stored(index, Entry(index, action, "trend-1") with
    {
        Actor = new AuditActor("key:1", ["Operator"], "Ada"),
        Reason = $"because {index}",
        AfterHash = action == "deployment.refused" ? null : new string((char)('0' + index), 64),
        Details =
        [
            new("trigger", "Promote"), new("from", from), new("stage", stage), new("paused", $"{paused}"), new("halfSize", "False"), new("capital", "0"),
            new("template", "sma-cross"), new("type", "Trend"), new("symbol", "BTCUSD"),
        ],
    });

    private static AuditEvent Entry(int index, string action, string subject) => AuditEvents.Event($"event-{index}") with { OccurredAt = At(index), Action = action, Subject = subject };

    private static AuditEntry Stored(int index, AuditEvent auditEvent) => new(AuditEntryCodec.Schema, AuditEvents.Origin, index, AuditHash.None, auditEvent);

    private sealed class NoContent : IAuditContent
    {
        public Task<byte[]?> FindAsync(AuditEvent auditEvent, CancellationToken cancellationToken) => Task.FromResult<byte[]?>(null);
    }
}
