using System.Text.Json;
using Serverless.Core.Lifecycle;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.Strategies;

namespace Serverless.Core.Tests.Lifecycle;

public sealed class DeploymentTests
{
    private static readonly DateTimeOffset Day = new(2026, 3, 1, 1, 0, 0, TimeSpan.Zero);
    private static readonly Deployment New = new() { StrategyId = "sma-cross-x-1" };

    [Fact]
    public void Apply_PromotionsToLive_KeepsIdentityCapitalAndWhoDidIt()
    {
        var live = Live();

        Assert.Equal((LifecycleStage.Live, 12_500m, Day.AddDays(3)), (live.Stage, live.Capital, live.Since));
        Assert.Equal(StrategyIdea.Trend, live.Identity!.Type);
        Assert.Equal(["op-1", "op-2", "op-3"], live.Changes.Select(change => change.OperationId));
        Assert.All(live.Changes, change => Assert.Equal("promotion", change.Author.Name));
    }

    [Fact]
    public void Apply_SameOperationAgain_IsDoneAndChangesNothing()
    {
        var candidate = New.Apply(Request("op-1")).Deployment;

        var again = candidate.Apply(Request("op-1"));

        Assert.True(again.IsDone);
        Assert.Equal(LifecycleStage.Candidate, again.Deployment.Stage);
        Assert.Equal(candidate.ETag, again.Deployment.ETag);
    }

    [Fact]
    public void Apply_ToLiveWithoutCapital_IsRefused()
    {
        var paper = New.Apply(Request("op-1")).Deployment.Apply(Request("op-2")).Deployment;

        var outcome = paper.Apply(Request("op-3") with { Capital = 0 });

        Assert.Equal((TransitionRefusal.NoCapital, LifecycleStage.Paper), (outcome.Refusal!.Value, outcome.Deployment.Stage));
    }

    [Fact]
    public void Apply_DecidedOnAnotherState_IsRefusedAndSaysSo()
    {
        var candidate = New.Apply(Request("op-1")).Deployment;

        var etag = candidate.Apply(Request("op-2") with { IfMatch = New.ETag });
        var stage = candidate.Apply(Request("op-2") with { From = LifecycleStage.Research });

        Assert.Equal((TransitionRefusal.Changed, TransitionRefusal.Changed), (etag.Refusal!.Value, stage.Refusal!.Value));
        Assert.Contains("no longer Research but Candidate", stage.Message, StringComparison.Ordinal);
        Assert.True(candidate.Apply(Request("op-2") with { IfMatch = candidate.ETag }).IsDone);
    }

    [Theory]
    [InlineData(LifecycleTrigger.Demote)]
    [InlineData(LifecycleTrigger.Displace)]
    [InlineData(LifecycleTrigger.RollBack)]
    [InlineData(LifecycleTrigger.Deactivate)]
    public void Apply_LeavingLive_HoldsNoCapital(LifecycleTrigger trigger) =>
        Assert.Equal(0, Live().Apply(Request("op-4") with { Trigger = trigger }).Deployment.Capital);

    [Theory]
    [InlineData(LifecycleTrigger.Demote, true)]
    [InlineData(LifecycleTrigger.RollBack, true)]
    [InlineData(LifecycleTrigger.Deactivate, true)]
    [InlineData(LifecycleTrigger.Displace, false)]
    [InlineData(LifecycleTrigger.Pause, false)]
    public void Apply_WhatGotWorse_EndsItsStreak(LifecycleTrigger trigger, bool ends) =>
        Assert.Equal(ends, Live().Apply(Request("op-4") with { Trigger = trigger }).EndsStreak);

    [Fact]
    public void Apply_Pause_KeepsStageCapitalAndSince()
    {
        var paused = Live().Apply(Request("op-4") with { Trigger = LifecycleTrigger.Pause, RequestedAt = Day.AddDays(9) }).Deployment;

        Assert.Equal((12_500m, Day.AddDays(3), true), (paused.Capital, paused.Since, paused.Standing.Paused));
    }

    [Fact]
    public void Apply_ManyChanges_KeepsTheLast()
    {
        var deployment = Live();
        for (var i = 0; i < 100; i++)
            deployment = deployment.Apply(Feed(i)).Deployment;

        Assert.Equal(Deployment.KeptChanges, deployment.Changes.Length);
        Assert.Equal("flag-99", deployment.Changes[^1].OperationId);
    }

    // A feed that comes and goes for days, and then an operation of the first of them, again.
    [Fact]
    public void Apply_OperationOfLongAgo_IsNotDoneTwice()
    {
        var deployment = Live();
        for (var i = 0; i < 1_000; i++)
            deployment = deployment.Apply(Feed(i)).Deployment;

        var outcomes = Enumerable.Range(0, 1_000).Select(i => deployment.Apply(Feed(i))).ToList();

        Assert.All(outcomes, outcome => Assert.Same(deployment, outcome.Deployment));
        Assert.All(outcomes.SkipLast(Deployment.KeptChanges), outcome => Assert.Equal(TransitionRefusal.Changed, outcome.Refusal));
        Assert.Contains("more often than is remembered", outcomes[0].Message, StringComparison.Ordinal);
        Assert.True(deployment.Apply(Feed(1_000)).IsDone);
    }

    // What its record is made of: since when it is live, by which cycle, and what sizes it had since.
    [Fact]
    public void Apply_FeedThatFlaps_ForgetsNoSizeAndNotWhatBroughtItHere()
    {
        var halved = Request("halved") with { Trigger = LifecycleTrigger.HalveSize, RequestedAt = Day.AddDays(4) };
        var deployment = Live().Apply(halved).Deployment;
        var sizes = SizesOf(deployment);
        for (var i = 0; i < 1_000; i++)
            deployment = deployment.Apply(Feed(i)).Deployment;

        Assert.Contains(deployment.Changes, change => change.OperationId == "op-3");
        Assert.Equal(sizes, SizesOf(deployment));

        static IEnumerable<(DateTimeOffset, double)> SizesOf(Deployment one)
        {
            var last = 1.0;
            foreach (var change in SizeChanges.Of(one).Where(change => change.Factor != last))
                yield return (change.From, last = change.Factor);
        }
    }

    [Fact]
    public void Apply_IllFormedRequest_Throws()
    {
        Assert.Throws<ArgumentException>(() => New.Apply(Request("op-1") with { StrategyId = "other" }));
        Assert.Throws<ArgumentException>(() => New.Apply(Request("op-1") with { Reason = " " }));
        Assert.Throws<ArgumentException>(() => New.Apply(Request("op-1") with { Identity = null }));
        Assert.Throws<ArgumentException>(() => New.Apply(Request("op-1") with { Capital = 0.005m }));
        Assert.Throws<ArgumentException>(() => New.Apply(Request("op-1") with { Value = -1 }));
    }

    [Fact]
    public void Json_RoundTrip_GivesTheSameETag()
    {
        var live = Live();

        var read = JsonSerializer.Deserialize<Deployment>(JsonSerializer.Serialize(live))!;

        Assert.Equal(live.ETag, read.ETag);
        Assert.Equal(live.Changes, read.Changes);
        Assert.Contains("\"Live\"", JsonSerializer.Serialize(live), StringComparison.Ordinal);
    }

    private static Deployment Live() => new[] { "op-1", "op-2", "op-3" }
        .Select((id, index) => Request(id) with { RequestedAt = Day.AddDays(index + 1) })
        .Aggregate(New, (deployment, request) => deployment.Apply(request).Deployment);

    private static TransitionRequest Feed(int hour) => Request($"flag-{hour}") with
    {
        Trigger = hour % 2 == 0 ? LifecycleTrigger.Pause : LifecycleTrigger.Resume,
        Author = TransitionAuthor.Rule("stale-feed"),
        RequestedAt = Day.AddDays(5).AddHours(hour),
    };

    private static TransitionRequest Request(string id) => new()
    {
        OperationId = id,
        StrategyId = New.StrategyId,
        Trigger = LifecycleTrigger.Promote,
        Author = TransitionAuthor.Rule("promotion"),
        Reason = "In the top for long enough.",
        RequestedAt = Day,
        Identity = StrategyIdentity.Of("sma-cross", "X"),
        Capital = 12_500m,
    };
}
