using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.Lifecycle.Monitoring.Alerts;
using Serverless.Infra.State;
using Serverless.Testing;

namespace Serverless.Infra.Tests.State;

public sealed class AlertTableTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Now = new(2026, 2, 1, 3, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Upsert_Alerts_AreListedByWhatIsOpenPendingAndNew()
    {
        var table = new AlertTable(await azurite.CreateTableAsync());
        var first = Alert.Open(Found("redundancy/a+b", AlertSeverity.Warning), Now);
        var second = Alert.Open(Found("b", AlertSeverity.Critical), Now.AddHours(1));
        await table.UpsertAsync([first, second], Cancellation);
        await table.UpsertAsync([first.Close(Now.AddHours(2)) with { Pending = null }], Cancellation);

        Assert.Equal([second], (await table.ListOpenAsync(Cancellation)).Select(stored => stored.Alert));
        Assert.Equal([second], (await table.ListPendingAsync(Cancellation)).Select(stored => stored.Alert));
        var all = await table.ListAsync(10, Cancellation);
        Assert.Equal([second.Key, first.Key], all.Select(stored => stored.Alert.Key));
        Assert.Equal(all[1].Alert, (await table.FindAsync(all[1].Id, Cancellation))!.Alert);
        Assert.Null(await table.FindAsync("nothing", Cancellation));
    }

    [Fact]
    public async Task Acknowledge_ThenFoundAgain_KeepsWhoTakesCareUntilItIsGraver()
    {
        var table = new AlertTable(await azurite.CreateTableAsync());
        var alert = Alert.Open(Found("a", AlertSeverity.Warning), Now);
        await table.UpsertAsync([alert], Cancellation);
        var stored = Assert.Single(await table.ListOpenAsync(Cancellation));

        await table.AcknowledgeAsync(stored, "Operator", Now.AddMinutes(5), Cancellation);
        await table.UpsertAsync([alert.SeenAgain(Found("a", AlertSeverity.Warning), Now.AddHours(1))], Cancellation);
        var seen = Assert.Single(await table.ListOpenAsync(Cancellation));
        var again = await table.AcknowledgeAsync(seen, "another", Now.AddHours(2), Cancellation);
        await table.UpsertAsync([(seen.Alert with { Pending = null }).SeenAgain(Found("a", AlertSeverity.Critical), Now.AddHours(3))], Cancellation);

        Assert.Equal(("Operator", Now.AddMinutes(5), Now.AddHours(1)), (seen.Alert.AcknowledgedBy, seen.Alert.AcknowledgedAt, seen.Alert.LastSeenAt));
        Assert.Equal("Operator", again.Alert.AcknowledgedBy);
        Assert.Equal((AlertSeverity.Critical, null, AlertNews.Escalated), Assert.Single(await table.ListOpenAsync(Cancellation)).Alert is var graver ? (graver.Severity, graver.AcknowledgedBy, graver.Pending) : default);
    }

    [Fact]
    public async Task SetTold_ChangedMeanwhile_LeavesTheNewsPending()
    {
        var table = new AlertTable(await azurite.CreateTableAsync());
        var alert = Alert.Open(Found("a", AlertSeverity.Warning), Now);
        await table.UpsertAsync([alert], Cancellation);
        var before = Assert.Single(await table.ListPendingAsync(Cancellation));
        await table.UpsertAsync([alert.Close(Now.AddHours(1))], Cancellation);

        await table.SetToldAsync(before, Cancellation);

        var pending = Assert.Single(await table.ListPendingAsync(Cancellation));
        Assert.Equal(AlertNews.Closed, pending.Alert.Pending);
        await table.SetToldAsync(pending, Cancellation);
        Assert.Empty(await table.ListPendingAsync(Cancellation));
    }

    [Fact]
    public async Task Health_AndCorrelations_ComeBackAsTheyWere()
    {
        var healths = new HealthTable(await azurite.CreateTableAsync());
        var health = new StrategyHealth
        {
            StrategyId = "sma/1",
            At = Now,
            Symbol = "BTCUSDT",
            Capital = 10_000.01m,
            Profit = -12.34m,
            Fall = 0.1,
            LossThreshold = 0.15,
            Days = 3,
            HalfSize = true,
            Paused = false,
            Sharpe = 1.2,
            Severity = AlertSeverity.Warning,
            Findings = ["drawdown/sma/1"],
        };
        await healths.UpsertAsync(health with { At = Now.AddHours(-1) }, Cancellation);
        await healths.UpsertAsync(health, Cancellation);
        var read = Assert.Single(await healths.ListAsync("sma/1", 1, Cancellation));
        Assert.Equal(health with { Findings = [] }, read with { Findings = [] });
        Assert.Equal(health.Findings, read.Findings);

        var correlations = new CorrelationTable(await azurite.CreateTableAsync());
        PairCorrelation[] pairs = [new("a", "b", 90, 0.9, 0.8, null), new("c", "a", 30, -0.1, null, null)];
        await correlations.UpsertAsync(new DateOnly(2026, 2, 1), pairs, Cancellation);
        await correlations.UpsertAsync(new DateOnly(2026, 2, 1), [pairs[0] with { First = "b", Second = "a" }], Cancellation);
        Assert.Equal([pairs[0] with { First = "b", Second = "a" }, pairs[1]], await correlations.ListAsync(new DateOnly(2026, 2, 1), Cancellation));
    }

    private static Finding Found(string subject, AlertSeverity severity) =>
        new() { Kind = FindingKind.Drawdown, Subject = subject, Severity = severity, Cause = "It fell.", NextAction = "Look." };
}
