using Serverless.Core.Lifecycle;
using Serverless.Core.Reporting.Replay;

namespace Serverless.Core.Tests.Reporting.Replay;

public sealed class GateCounterTests
{
    [Fact]
    public void Count_OfTwoCycles_SaysWhatStoodAloneBetweenAStrategyAndASeat()
    {
        var counter = new GateCounter();
        counter.Add([Decide("a", LifecycleStage.Paper, [PromotionGates.Evidence]), Decide("b", LifecycleStage.Candidate, [PromotionGates.Streak, PromotionGates.Evidence])], []);
        counter.Add([Decide("a", LifecycleStage.Paper, []), Decide("b", LifecycleStage.Candidate, [PromotionGates.Evidence]), Decide("c", LifecycleStage.Research, [PromotionGates.Streak])], []);

        var tally = counter.Count();

        Assert.Equal((3, 2, 2, 1, 1), (tally.InTop, tally.OnPaper, tally.FullStreak, tally.Proven, tally.Passed));
        Assert.Equal(new GateCount(PromotionGates.Evidence, Asked: 4, Passed: 1, Alone: 2), tally.Gates.Single(gate => gate.Name == PromotionGates.Evidence));
        Assert.Equal(new GateCount(PromotionGates.Streak, 4, 3, 0), tally.Gates.Single(gate => gate.Name == PromotionGates.Streak));
        Assert.Equal(PromotionGates.Evidence, tally.Narrowest!.Name);
    }

    [Fact]
    public void Narrowest_WhenNobodyWasAsked_IsNone() => Assert.Null(new GateCounter().Count().Narrowest);

    internal static PromotionDecision Decide(string id, LifecycleStage stage, string[] failed)
    {
        string[] names = [PromotionGates.Streak, PromotionGates.Evidence, PromotionGates.RiskLimits];
        var report = new GateReport(id, [.. names.Select(name => new GateResult(name, 1, 1, 0.3, !failed.Contains(name), failed.Contains(name) ? "Wait." : null))], 100);
        return new PromotionDecision(id, stage, Rank: 1, StreakDays: 3, report, report.Passed, "So it is.", []);
    }
}
