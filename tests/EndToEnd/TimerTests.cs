namespace Serverless.EndToEnd;

/// <summary>The cycle that starts by itself.</summary>
public sealed class TimerTests
{
    [Fact]
    public async Task EvaluationTimer_Due_StartsACycleWhoseParentIsTheNewestCompletedOne()
    {
        await using var platform = await Platform.StartAsync(SyntheticPlatform.SeedAsync);
        var parent = await platform.StartCycleAsync();
        await platform.WaitForEndAsync(parent);

        await platform.KillAndRestartHostAsync(schedule: "*/2 * * * * *");

        var published = await AuditTrail.WaitForAsync(
            platform.ConnectionString,
            entry => entry.Event.Action == "scorecard.published" && entry.Event.Actor.OnBehalfOf == "EvaluationTimer");
        var generated = (await AuditTrail.ReadAsync(platform.ConnectionString))
            .Where(entry => entry.Event.Action == "strategy.generated" && entry.Event.CorrelationId == published.Event.CorrelationId)
            .ToList();
        Assert.Equal(60, generated.Count);
        Assert.Contains(generated, entry => entry.Event.Details["parent"] is not null);
    }

    [Fact]
    public async Task RegimeTimer_Due_ChecksTheRegimesWithoutACycle()
    {
        await using var platform = await Platform.StartAsync(SyntheticPlatform.SeedAsync, new Dictionary<string, string>
        {
            ["RegimeSchedule"] = "*/2 * * * * *",
            ["AzureWebJobs.RegimeTimer.Disabled"] = "false",
        });

        var classified = await AuditTrail.WaitForAsync(
            platform.ConnectionString,
            entry => entry.Event.Action == "regime.classified" && entry.Event.Actor.OnBehalfOf == "RegimeTimer");

        Assert.Equal("regime-check", classified.Event.Actor.Id);
        Assert.DoesNotContain(await AuditTrail.ReadAsync(platform.ConnectionString), entry => entry.Event.Action is "cycle.started" or "timer.started-by-hand");
    }

    [Fact]
    public async Task RegimeTimer_StartedByHand_LeavesAnEntryBeforeWhatItDoes()
    {
        await using var platform = await Platform.StartAsync(SyntheticPlatform.SeedAsync, new Dictionary<string, string>
        {
            ["RegimeSchedule"] = "0 0 0 29 2 *",
            ["AzureWebJobs.RegimeTimer.Disabled"] = "false",
            ["HostKeys__Master"] = SecuredHost.MasterKey,
        });

        using var asked = await platform.Http.PostAsync($"admin/functions/RegimeTimer?code={SecuredHost.MasterKey}", null, TestContext.Current.CancellationToken);
        var classified = await AuditTrail.WaitForAsync(platform.ConnectionString, entry => entry.Event.Action == "regime.classified");

        Assert.Equal(System.Net.HttpStatusCode.Accepted, asked.StatusCode);
        var byHand = Assert.Single(await AuditTrail.ReadAsync(platform.ConnectionString), entry => entry.Event.Action == "timer.started-by-hand");
        Assert.Equal(("key:Master", "functions/RegimeTimer"), (byHand.Event.Actor.Id, byHand.Event.Subject));
        Assert.True(byHand.Index < classified.Index);
    }
}
