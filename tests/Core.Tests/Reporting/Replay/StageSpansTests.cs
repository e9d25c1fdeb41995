using Serverless.Core.Lifecycle;
using Serverless.Core.Reporting.Replay;
using static Serverless.Core.Lifecycle.LifecycleStage;
using static Serverless.Core.Lifecycle.LifecycleTrigger;
using static Serverless.Core.Tests.Reporting.Replay.MadeTrail;

namespace Serverless.Core.Tests.Reporting.Replay;

public sealed class StageSpansTests
{
    private static readonly StageSpan[] Spans =
    [
        .. StageSpans.Of(
        [
            Change("a", 0, Promote, Candidate),
            Change("b", 1, Promote, Candidate),
            Change("a", 2, Promote, Paper),
            Change("a", 3, Promote, Live, capital: 1000),
            Change("a", 5, HalveSize, Live, capital: 1000, rule: "drawdown", halfSize: true),
            Change("a", 9, RollBack, Research, value: 900.5m, rule: "benchmark-lag"),
            Change("b", 9, Lapse, Research),
            Alert("a", 9, "benchmark-lag"),
        ]),
    ];

    [Fact]
    public void Of_AStrategyThatGoesLiveAndBack_HasAStayForEachStage()
    {
        var a = Spans.Where(span => span.StrategyId == "a").ToList();
        Assert.Equal([Candidate, Paper, Live], a.Select(span => span.Stage));
        Assert.Equal([At(2), At(3), At(9, 20)], a.Select(span => span.To));
        Assert.Equal([0m, 0m, 1000m], a.Select(span => span.Capital));
        Assert.Equal(900.5m, a[2].Returned);
        Assert.Equal(("benchmark-lag", RollBack), (a[2].End!.Author.Name, a[2].End!.Trigger));
    }

    [Fact]
    public void Of_AHalvedSize_IsAmongTheSizesOfItsStay()
    {
        var live = Spans.Single(span => span.Stage == Live);
        Assert.Equal(0.5, live.Sizes[^1].Factor);
        Assert.Equal(At(5, 20), live.Sizes[^1].From);
    }

    [Fact]
    public void Of_AStayThatLasts_HasNoEnd()
    {
        var span = Assert.Single(StageSpans.Of([Change("c", 4, Promote, Candidate)]));
        Assert.Null(span.To);
        Assert.Null(span.Returned);
        Assert.Equal(TimeSpan.FromDays(2), span.Length(At(6)));
    }

    [Fact]
    public void Of_ADisplacedStrategy_GivesBackWhatItWasGiven()
    {
        var spans = StageSpans.Of([Change("d", 0, Promote, Live, capital: 500), Change("d", 3, Displace, Paper)]);
        Assert.Equal(500, spans[0].Returned);
        Assert.Equal(Paper, spans[1].Stage);
    }

    [Fact]
    public void Of_AnEntryWithoutItsStage_IsRefusedWithItsName()
    {
        var broken = Change("e", 0, Promote, Candidate) with { Details = [new("trigger", "Promote")] };
        var error = Assert.Throws<FormatException>(() => StageSpans.Of([broken]));
        Assert.Contains("'e/0/Promote'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'stage'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OnPaper_ACandidateThatGoesOnPaper_IsOneStay()
    {
        var stays = StageSpans.OnPaper(Spans);
        Assert.Equal([("a", At(0), At(3)), ("b", At(1), At(9))], stays.Select(stay => (stay.StrategyId, stay.From, stay.To!.Value)));
    }
}
