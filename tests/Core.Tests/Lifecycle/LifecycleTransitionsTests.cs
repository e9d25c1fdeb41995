using Serverless.Core.Lifecycle;
using static Serverless.Core.Lifecycle.LifecycleStage;
using static Serverless.Core.Lifecycle.LifecycleTrigger;

namespace Serverless.Core.Tests.Lifecycle;

public sealed class LifecycleTransitionsTests
{
    // Where each trigger leads from each stage, not paused and at full size: ✗ is a refusal, = the same stage.
    private const string Table = """
        trigger      research   candidate  paper      live       retired
        Promote      Candidate  Paper      Live       ✗          ✗
        Demote       ✗          Research   Research   Paper      ✗
        Displace     ✗          ✗          ✗          Paper      ✗
        Lapse        ✗          Research   Research   ✗          ✗
        RollBack     ✗          Research   Research   Research   ✗
        Deactivate   Retired    Retired    Retired    Retired    ✗
        Reinstate    ✗          ✗          ✗          ✗          Research
        Pause        ✗          =          =          =          ✗
        Resume       ✗          ✗          ✗          ✗          ✗
        HalveSize    ✗          =          =          =          ✗
        RestoreSize  ✗          ✗          ✗          ✗          ✗
        """;

    public static TheoryData<LifecycleTrigger, LifecycleStage, string> Cells()
    {
        var cells = new TheoryData<LifecycleTrigger, LifecycleStage, string>();
        foreach (var line in Table.Split('\n').Skip(1))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (var stage in Enum.GetValues<LifecycleStage>())
                cells.Add(Enum.Parse<LifecycleTrigger>(words[0]), stage, words[1 + (int)stage].Trim());
        }

        return cells;
    }

    [Fact]
    public void Table_Has_EveryPairOfTriggerAndStage() =>
        Assert.Equal(Enum.GetValues<LifecycleTrigger>().Length * Enum.GetValues<LifecycleStage>().Length, Cells().Count);

    [Theory]
    [MemberData(nameof(Cells))]
    public void Next_RunningAtFullSize_IsWhatTheTableSays(LifecycleTrigger trigger, LifecycleStage stage, string expected)
    {
        var step = LifecycleTransitions.Next(new LifecycleStanding(stage), trigger);

        Assert.Equal(expected, step.Next is { } next ? next.Stage == stage ? "=" : next.Stage.ToString() : "✗");
        Assert.Equal(step.IsAccepted, step.Refusal is null);
    }

    [Fact]
    public void Next_EveryStandingAndTrigger_ChangesSomethingOrSaysWhyNot()
    {
        foreach (var standing in Standings())
        {
            foreach (var trigger in Enum.GetValues<LifecycleTrigger>())
            {
                var step = LifecycleTransitions.Next(standing, trigger);
                Assert.True(step.IsAccepted ? step.Next != standing : step.Refusal!.Length > 5, $"{standing} {trigger}");
                if (step.Next is not { } next)
                    continue;
                Assert.True(next.Stage == standing.Stage || !next.HalfSize, $"{standing} {trigger}: a new stage begins at full size");
                Assert.True(!next.Paused || trigger == Pause || standing.Paused, $"{standing} {trigger}: only a pause pauses");
                Assert.True(next.Stage is not (Research or Retired) || next == new LifecycleStanding(next.Stage), $"{standing} {trigger}: what no runner executes has no flags");
            }
        }
    }

    [Fact]
    public void Next_Promotion_TakesOneStageAtATimeAndNeverWhilePaused()
    {
        foreach (var standing in Standings())
        {
            if (LifecycleTransitions.Next(standing, Promote).Next is { } next)
                Assert.True(next.Stage == standing.Stage + 1 && !standing.Paused, standing.ToString());
        }
    }

    [Fact]
    public void Next_Live_IsReachedFromPaperOnly()
    {
        var ways = from standing in Standings()
                   from trigger in Enum.GetValues<LifecycleTrigger>()
                   where LifecycleTransitions.Next(standing, trigger).Next?.Stage == Live && standing.Stage != Live
                   select (standing.Stage, trigger);

        Assert.Equal([(Paper, Promote)], ways.Distinct());
    }

    [Theory]
    [InlineData(Pause, true)]
    [InlineData(Demote, true)]
    [InlineData(RollBack, false)]
    [InlineData(Deactivate, false)]
    public void Next_Live_StaysPausedOnPaperOnly(LifecycleTrigger trigger, bool paused)
    {
        var from = new LifecycleStanding(Live, Paused: trigger != Pause);

        Assert.Equal(paused, LifecycleTransitions.Next(from, trigger).Next!.Value.Paused);
    }

    [Fact]
    public void Next_PauseAndHalving_AreUndoneByTheirOpposites()
    {
        var paused = LifecycleTransitions.Next(new LifecycleStanding(Live), Pause).Next!.Value;
        var halved = LifecycleTransitions.Next(paused, HalveSize).Next!.Value;

        Assert.Equal(new LifecycleStanding(Live, Paused: true, HalfSize: true), halved);
        Assert.Equal(paused, LifecycleTransitions.Next(halved, RestoreSize).Next);
        Assert.Equal(new LifecycleStanding(Live), LifecycleTransitions.Next(paused, Resume).Next);
        Assert.Equal("has half its size already", LifecycleTransitions.Next(halved, HalveSize).Refusal);
    }

    // seed-001, US7, scenario 4, FR-020 and FR-021.
    [Fact]
    public void Runners_PaperRunsCandidatesAndPaper_LiveRunsLive_NoneRunsPaused()
    {
        Assert.Equal([Candidate, Paper], Standings().Where(standing => standing.RunsOnPaper).Select(standing => standing.Stage).Distinct());
        Assert.Equal([Live], Standings().Where(standing => standing.RunsLive).Select(standing => standing.Stage).Distinct());
        Assert.DoesNotContain(Standings(), standing => standing.Paused && (standing.RunsOnPaper || standing.RunsLive));
    }

    private static IEnumerable<LifecycleStanding> Standings() =>
        from stage in Enum.GetValues<LifecycleStage>()
        from paused in new[] { false, true }
        from half in new[] { false, true }
        where stage is Candidate or Paper or Live || !(paused || half)
        select new LifecycleStanding(stage, paused, half);
}
