using System.Text.Json;
using Serverless.Core.Lifecycle;

namespace Serverless.Core.Tests.Lifecycle;

public sealed class PromotionPlannerTests
{
    // seed-000, US2, scenario 1.
    [Fact]
    public void Plan_TopTenPercentFor30Days_IsFlaggedAsLiveCandidateWithRecommendedCapital()
    {
        var decision = Decide(Cases.Of(LifecycleStage.Paper, 1, score: 80));

        Assert.True(decision.IsLiveCandidate, decision.Verdict);
        Assert.Equal(12_626.90m, decision.Report!.RecommendedCapital);
        var request = Assert.Single(decision.Requests);
        Assert.Equal((LifecycleTrigger.Promote, LifecycleStage.Paper, 12_626.90m), (request.Trigger, request.From!.Value, request.Capital));
        Assert.Equal("30 of 30", request.Evidence["gate.top-streak"]);
        Assert.Equal("cycle-1/s001/Promote", request.OperationId);
    }

    [Theory]
    [InlineData(LifecycleStage.Research, 1, true, "Becomes a candidate.")]
    [InlineData(LifecycleStage.Research, 0, false, "Not in the top.")]
    [InlineData(LifecycleStage.Candidate, 6, true, "In the top for 6 of 7 days.")]
    [InlineData(LifecycleStage.Candidate, 7, true, "Goes on paper.")]
    [InlineData(LifecycleStage.Paper, 29, true, "wait for 1 more.")]
    [InlineData(LifecycleStage.Paper, 30, true, "Goes live.")]
    [InlineData(LifecycleStage.Live, 0, false, "Keeps its seat.")]
    [InlineData(LifecycleStage.Retired, 30, true, "an operator may reinstate it.")]
    public void Plan_ByStageAndStreak_TakesOneStepOrSaysWhyNot(LifecycleStage stage, int days, bool inTop, string verdict)
    {
        var strategy = Cases.Of(stage, 1, 80);

        var decision = Decide(strategy with { InTop = inTop, Streak = strategy.Streak with { Days = days } });

        Assert.EndsWith(verdict, decision.Verdict, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LifecycleStage.Candidate, 7, true)]
    [InlineData(LifecycleStage.Paper, 7, true)]
    [InlineData(LifecycleStage.Paper, 6, false)]
    [InlineData(LifecycleStage.Live, 60, false)]
    public void Plan_OutOfTheTop_LapsesAfterAWeekUnlessLive(LifecycleStage stage, int daysOut, bool lapses)
    {
        var today = DateOnly.FromDateTime(Cases.Now.UtcDateTime);
        var strategy = Cases.Of(stage, 1, 80) with { InTop = false, Streak = new StreakState { LastTop = today.AddDays(-daysOut), LastRanked = today } };

        var requests = Decide(strategy).Requests;

        Assert.Equal(lapses ? [LifecycleTrigger.Lapse] : [], requests.Select(request => request.Trigger));
    }

    [Fact]
    public void Plan_Paused_IsNotPromoted() =>
        Assert.Empty(Decide(Paused(Cases.Of(LifecycleStage.Paper, 1, 80))).Requests);

    [Fact]
    public void Plan_BeyondTodaysLimits_IsNotEvenACandidate()
    {
        var strategy = Cases.Of(LifecycleStage.Research, 1, 80);

        var decision = Decide(strategy with { Row = strategy.Row! with { MaxDrawdown = 0.6 } });

        Assert.Empty(decision.Requests);
        Assert.StartsWith("Refused by drawdown", decision.Verdict, StringComparison.Ordinal);
    }

    // However few types there are: with two of them, every seat is taken some day, and no type has more than its share or an even split needs.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 18)]
    [InlineData(3, 12)]
    [InlineData(4, 10)]
    [InlineData(6, 10)]
    public void Plan_ManyGoodStrategiesOfFewTypes_FillsTheSeatsAsEvenlyAsTheTypesAllow(int types, int most)
    {
        // The types in blocks, the best score first: what comes first would take all the seats.
        var waiting = Enumerable.Range(0, 40 * types)
            .Select(i => Cases.Of(LifecycleStage.Paper, i, 90 - (0.01 * i), Cases.Templates[i / 40], capital: 1_000m)).ToList();
        var live = new List<StrategyCase>();
        var room = new LifecycleLimits { Portfolio = new Core.Risk.RiskLimits { MaxAsset = 1, MaxGross = 1 } };
        for (var promoted = 1; promoted > 0;)
        {
            var requests = PromotionPlanner.Plan(Cases.Context(live, limits: room), [.. live, .. waiting]).SelectMany(decision => decision.Requests).ToList();
            Assert.All(requests, request => Assert.Equal(LifecycleTrigger.Promote, request.Trigger));
            promoted = requests.Count;
            var ids = requests.Select(request => request.StrategyId).ToHashSet();
            live.AddRange(waiting.Where(one => ids.Contains(one.Deployment.StrategyId)).Select(one => one with
            {
                Deployment = one.Deployment with { Standing = new LifecycleStanding(LifecycleStage.Live), Capital = 1_000m, Since = Cases.Now },
            }));
            waiting.RemoveAll(one => ids.Contains(one.Deployment.StrategyId));
        }

        Assert.Equal(types == 1 ? 1 : 35, live.Count);
        Assert.True(live.GroupBy(one => one.Deployment.Identity!.Type).All(group => group.Count() <= most));
    }

    // seed-000, US2, scenario 3.
    [Fact]
    public void Plan_35LiveAndABetterNewcomer_DemotesTheLowestAndKeepsThirtyFive()
    {
        var live = Live(35);

        var decisions = PromotionPlanner.Plan(Cases.Context(live), [.. live, Cases.Of(LifecycleStage.Paper, 200, score: 90)]);

        var requests = decisions.SelectMany(decision => decision.Requests).ToList();
        Assert.Equal([(LifecycleTrigger.Displace, "s000"), (LifecycleTrigger.Promote, "s200")], requests.Select(request => (request.Trigger, request.StrategyId)));
        Assert.Equal(("s200", "90", "40"), (requests[0].Evidence["newcomer"], requests[0].Evidence["newcomer.score"], requests[0].Evidence["score"]));
    }

    [Theory]
    [InlineData(41.9, 60, false)] // not 5 % better than 40
    [InlineData(42, 60, true)]
    [InlineData(90, 29, false)] // the lowest has its seat for 29 days only, and so have all others
    public void Plan_NoSeatFree_DisplacesOnlyAClearlyWorseOneThatHadItsTime(double score, int daysLive, bool displaces)
    {
        var live = Live(35).ConvertAll(one => one with { Deployment = one.Deployment with { Since = Cases.Now.AddDays(-daysLive) } });

        var decisions = PromotionPlanner.Plan(Cases.Context(live), [.. live, Cases.Of(LifecycleStage.Paper, 200, score)]);

        Assert.Equal(displaces ? 2 : 0, decisions.Sum(decision => decision.Requests.Length));
        var newcomer = decisions.Single(decision => decision.StrategyId == "s200");
        Assert.True(newcomer.IsLiveCandidate);
        Assert.True(displaces || newcomer.Verdict.StartsWith("All 35 seats are taken", StringComparison.Ordinal), newcomer.Verdict);
    }

    [Fact]
    public void Plan_DisplacedStrategyHasLost_GivesBackWhatIsLeftAndNoMoreIsHandedOn()
    {
        var live = Live(35);
        live[0] = live[0] with { Value = 1_234.56m };
        var context = Cases.Context(live);

        var requests = PromotionPlanner.Plan(context, [.. live, Cases.Of(LifecycleStage.Paper, 200, score: 90)]).SelectMany(decision => decision.Requests).ToList();

        Assert.Equal((LifecycleTrigger.Displace, 1_234.56m), (requests[0].Trigger, requests[0].Value));
        Assert.InRange(requests[1].Capital, 0.01m, context.Ledger.Free + 1_234.56m);
    }

    // What it is like, and of what type, counts beside those that stay.
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Plan_NewcomerGoesTogetherWithALiveOne_TakesItsSeatAndNoOther(int like, bool displaces)
    {
        var live = Live(35);

        var decisions = PromotionPlanner.Plan(Cases.Context(live), [.. live, Cases.Of(LifecycleStage.Paper, 200, score: 90) with { Returns = live[like].Returns }]);

        var newcomer = decisions.Single(decision => decision.StrategyId == "s200");
        Assert.Equal(displaces ? ["s000", "s200"] : [], newcomer.Requests.Select(request => request.StrategyId));
        Assert.Contains(displaces ? "in the seat of 's000'" : "goes together with 's001'", newcomer.Verdict, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Plan_TypeHasItsShare_NewcomerOfItTakesTheSeatOfItsOwnTypeAlone(int lowest, bool displaces)
    {
        // Ten of 35 are of the newcomer's type, which is 30 %; the lowest is one of them, or not.
        var live = Enumerable.Range(0, 35).Select(i => Cases.Of(LifecycleStage.Live, i, 40 + i, Cases.Templates[i >= lowest && i < 10 + lowest ? 0 : 1 + (i % 5)], $"SYM{i % 7}")).ToList();

        var decisions = PromotionPlanner.Plan(Cases.Context(live), [.. live, Cases.Of(LifecycleStage.Paper, 200, 90, Cases.Templates[0])]);

        Assert.Equal(displaces ? ["s000", "s200"] : [], decisions.SelectMany(decision => decision.Requests).Select(request => request.StrategyId));
    }

    [Fact]
    public void Plan_MoreLiveThanSeats_DisplacesNobodyForASeatThatIsNotThere()
    {
        var live = Live(35);
        var context = Cases.Context(live);

        var decisions = PromotionPlanner.Plan(context with { Ledger = context.Ledger.Under(34, 1_000_000m) }, [.. live, Cases.Of(LifecycleStage.Paper, 200, 90)]);

        Assert.Empty(decisions.SelectMany(decision => decision.Requests));
        Assert.Equal("35 are live on 34 seats: wait until enough have left.", decisions.Single(decision => decision.StrategyId == "s200").Verdict);
    }

    [Fact]
    public void Plan_LowestIsPausedOrUnscored_DisplacesTheNext()
    {
        var live = Live(35);
        live[0] = Paused(live[0]);
        live[1] = live[1] with { Row = null };

        var decisions = PromotionPlanner.Plan(Cases.Context(live), [.. live, Cases.Of(LifecycleStage.Paper, 200, 90)]);

        Assert.Contains(decisions.SelectMany(decision => decision.Requests), request => request is { Trigger: LifecycleTrigger.Displace, StrategyId: "s002" });
    }

    [Fact]
    public void Plan_TwoForTheLastSeat_TakesTheBetterOne()
    {
        var live = Live(34);
        StrategyCase[] strategies = [.. live, Cases.Of(LifecycleStage.Paper, 200, 41), Cases.Of(LifecycleStage.Paper, 205, 41.5)];

        var promoted = PromotionPlanner.Plan(Cases.Context(live), strategies).SelectMany(decision => decision.Requests);

        Assert.Equal("s205", Assert.Single(promoted).StrategyId);
    }

    [Fact]
    public void Plan_TwoNewcomersThatGoTogether_TakesTheBetterOne()
    {
        var better = Cases.Of(LifecycleStage.Paper, 1, 80);
        var twin = Cases.Of(LifecycleStage.Paper, 2, 79) with { Returns = better.Returns };

        var decisions = PromotionPlanner.Plan(Cases.Context([]), [twin, better]);

        Assert.Equal(["s001"], decisions.Where(decision => !decision.Requests.IsEmpty).Select(decision => decision.StrategyId));
        Assert.Contains("'s001'", decisions[1].Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_SmallReserve_GivesWhatIsThereAndThenNothing()
    {
        var policy = new LifecyclePolicy();
        var context = Cases.Context([], policy);
        var (poor, _) = context.Ledger.Reserve("r", "elsewhere", 980_000m);

        var decisions = PromotionPlanner.Plan(
            context with { Ledger = poor }, [Cases.Of(LifecycleStage.Paper, 1, 82), Cases.Of(LifecycleStage.Paper, 2, 81), Cases.Of(LifecycleStage.Paper, 3, 80)]);

        Assert.Equal([12_626.90m, 7_373.10m], decisions.SelectMany(decision => decision.Requests).Select(request => request.Capital));
        Assert.Equal("The reserve is empty.", decisions[2].Verdict);
    }

    [Fact]
    public void Plan_AnyOrderOfStrategies_DecidesTheSame()
    {
        List<StrategyCase> strategies = [.. Live(35), .. Enumerable.Range(0, 10).Select(i => Cases.Of(LifecycleStage.Paper, 200 + i, 60 + i))];
        var context = Cases.Context(strategies.Take(35));

        Assert.Equal(
            JsonSerializer.Serialize(PromotionPlanner.Plan(context, strategies)),
            JsonSerializer.Serialize(PromotionPlanner.Plan(context, [.. Enumerable.Reverse(strategies)])));
    }

    [Fact]
    public void Plan_Requests_AreWhatTheTransitionTableAllows()
    {
        List<StrategyCase> strategies =
        [
            .. Live(35), .. Enum.GetValues<LifecycleStage>().Where(stage => stage != LifecycleStage.Live).SelectMany((stage, i) => Enumerable.Range(0, 6).Select(k => Cases.Of(stage, 300 + (10 * i) + k, 70 + k))),
        ];

        var requests = PromotionPlanner.Plan(Cases.Context(strategies.Take(35)), strategies).SelectMany(decision => decision.Requests).ToList();

        Assert.NotEmpty(requests);
        var deployments = strategies.ToDictionary(one => one.Deployment.StrategyId, one => one.Deployment);
        Assert.All(requests, request => Assert.True(deployments[request.StrategyId].Apply(request).IsDone, request.ToString()));
        Assert.Equal(requests.Count, requests.Select(request => request.OperationId).Distinct().Count());
    }

    private static PromotionDecision Decide(StrategyCase strategy) => Assert.Single(PromotionPlanner.Plan(Cases.Context(strategy.Deployment.Stage == LifecycleStage.Live ? [strategy] : []), [strategy]));

    private static StrategyCase Paused(StrategyCase one) => one with { Deployment = one.Deployment with { Standing = one.Deployment.Standing with { Paused = true } } };

    // Scores 40, 41, …; types in turn, returns independent.
    private static List<StrategyCase> Live(int count) => [.. Enumerable.Range(0, count).Select(i => Cases.Of(LifecycleStage.Live, i, 40 + i, symbol: $"SYM{i % 7}"))];
}
