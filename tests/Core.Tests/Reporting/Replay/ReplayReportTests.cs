using System.Collections.Immutable;
using System.Text;
using System.Xml.Linq;
using Serverless.Core.Audit;
using Serverless.Core.Lifecycle;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;
using Serverless.Core.Reporting.Replay;
using Serverless.Core.Reporting.Writing;
using static Serverless.Core.Lifecycle.LifecycleStage;
using static Serverless.Core.Lifecycle.LifecycleTrigger;
using static Serverless.Core.Tests.Reporting.Replay.MadeTrail;

namespace Serverless.Core.Tests.Reporting.Replay;

public sealed class ReplayReportTests
{
    private const int Days = 120;

    // "old" stays 100 days, "young" went live 20 days before the end, "short" left after 10 days with a loss of 25 %.
    private static readonly SpanResult[] Live =
    [
        ReplayFiguresTests.Result("old", 5, null, 1000, (6, 0.1), (40, -0.05)),
        ReplayFiguresTests.Result("short", 10, 20, 1000, (11, -0.25)),
        ReplayFiguresTests.Result("young", 100, null, 1000, (101, 0.01)),
    ];

    private static readonly AuditEvent[] Events =
    [
        Regime(0, "crypto_risk_off (Missing)"),
        Regime(3, "crypto_risk_off (Current)"),
        Change("old", 5, Promote, LifecycleStage.Live, capital: 1000),
        Regime(8, "crypto_risk_on (Current)"),
        Change("short", 10, Promote, LifecycleStage.Live, capital: 1000),
        Alert("short", 12, "loss-guard"),
        Change("short", 20, Deactivate, Retired, value: 750, rule: "loss-guard"),
        Change("young", 100, Promote, LifecycleStage.Live, capital: 1000),
    ];

    [Theory]
    [InlineData("SC-001", CriterionStatus.Met, "2 cycles completed, 0 failed; 60 to 61 strategies each")]
    [InlineData("SC-002", CriterionStatus.Missed, "1 of 2 did (50 %); 1 went live too late to tell")]
    [InlineData("SC-003", CriterionStatus.Missed, "the worst lost 25.0 % (short); 1 of 3 stays live lost more than that")]
    [InlineData("SC-004", CriterionStatus.Met, "1 of 1 were; the longest took 20 minutes")]
    [InlineData("SC-006", CriterionStatus.Missed, "2 of 3 pairs and days were; the highest was 0.75, the mean 0.40")]
    [InlineData("SC-009", CriterionStatus.Met, "2 cycles and 4 moves of strategies were done by rule; 1 alerts, 0.3 in 30 days, asked for a person (85.7 % without)")]
    [InlineData("SC-010", CriterionStatus.Missed, "85 of 115 days with live strategies; at most 2 of one type at once")]
    [InlineData("FR-010", CriterionStatus.Met, "8 entries read and hashed again: intact")]
    public void Criteria_AreHeldAgainstWhatHappened(string id, CriterionStatus status, string found)
    {
        var criterion = ReplaySummary.Of(Input()).Criteria.Single(one => one.Id == id);
        Assert.Equal((status, found), (criterion.Status, criterion.Found));
    }

    [Fact]
    public void Criteria_WhenNobodyWentLive_AreOpenAndNotMet()
    {
        var criteria = ReplaySummary.Of(Input() with { Live = [], Events = [], Correlations = [] }).Criteria;
        Assert.All(criteria.Where(one => one.Id is "SC-002" or "SC-003" or "SC-004" or "SC-006" or "SC-010"), one => Assert.Equal(CriterionStatus.Open, one.Status));
    }

    [Fact]
    public void Criteria_WithAnAlertForEveryCycle_MissTheShareOfWorkThatNeedsNoPerson()
    {
        var input = Input() with { Events = [Alert("old", 12, "loss-guard"), Alert("old", 14, "loss-guard")] };
        Assert.Equal(CriterionStatus.Missed, ReplaySummary.Of(input).Criteria.Single(one => one.Id == "SC-009").Status);
    }

    [Fact]
    public void Summary_CountsProfitsInFull_AndSaysWhatTheLedgerWasTold()
    {
        var summary = ReplaySummary.Of(Input());
        // 1000 · (1.1 · 0.95 − 1) + 1000 · −0.25 + 1000 · 0.01
        Assert.Equal(45 - 250 + 10, summary.Profit, 9);
        Assert.Equal(100_000 + summary.Profit, summary.Days[^1].Equity, 6);
        Assert.Equal(30, summary.Costs, 9);
        Assert.Equal((-250m, -250.0), (summary.LedgerProfit, Math.Round(summary.EndedProfit, 9)));
        // Three times a turnover of 2 of 1000, by a mean equity of about 99,847, in 120 of 365.25 days.
        Assert.Equal(6000 / summary.Days.Average(day => day.Equity) * 365.25 / 120, summary.AnnualTurnover, 12);
        Assert.Equal(0.5, summary.LargestLookDifference!.Value, 9);
    }

    [Fact]
    public void Detection_IsCountedFromTheFirstCloseThatTheLookBeforeHadNotSeen()
    {
        var one = Assert.Single(ReplaySummary.Of(Input()).Detected);
        Assert.Equal(("short", "loss-guard", At(12, 0), TimeSpan.FromMinutes(20)), (one.StrategyId, one.Rule, one.Onset, one.Delay));
    }

    [Fact]
    public void Page_OfTheSameReplay_HasTheSameBytesAndIsWellFormed()
    {
        var page = Page(Input());
        Assert.Equal(page, Page(Input()));
        var text = Encoding.UTF8.GetString(page);
        var root = XDocument.Parse(text[text.IndexOf("<html", StringComparison.Ordinal)..]).Root!;
        Assert.Equal(["summary", "equity", "strategies", "gates", "watch", "method"], root.Descendants("section").Select(section => section.Attribute("id")!.Value));
        Assert.DoesNotContain("<script", text, StringComparison.Ordinal);
        // One shade: a default that stands in for missing data is none.
        Assert.Single(root.Descendants("svg").Single(svg => svg.Attribute("id")?.Value == "platform").Elements("rect"), rect => rect.Attribute("class")!.Value == "shade h0" && rect.Attribute("width")!.Value != "26.0");
    }

    [Fact]
    public void Page_OfAReplayInWhichNothingHappened_SaysWhy()
    {
        var text = Encoding.UTF8.GetString(Page(Input() with { Live = [], Events = [], Looks = [], Correlations = [], Gates = new GateCounter().Count() }));
        Assert.Contains("Nobody went live: all capital stayed in cash.", text, StringComparison.Ordinal);
        Assert.Contains("No strategy ran on paper, so that no gate was asked.", text, StringComparison.Ordinal);
    }

    private static byte[] Page(ReplayInput input) => HtmlReport.Write(ReplayReport.Of(input, ReplaySummary.Of(input)));

    private static ReplayInput Input()
    {
        var counter = new GateCounter();
        counter.Add([GateCounterTests.Decide("x", Paper, [PromotionGates.Evidence])], []);
        var closes = Enumerable.Range(0, Days + 1).Select(day => 100 + Math.Sin(day)).ToArray();
        return new ReplayInput
        {
            From = Begin,
            To = Begin.AddDays(Days),
            Policy = new LifecyclePolicy { Capital = 100_000 },
            Events = Events,
            Actions = Events.GroupBy(one => one.Action).ToImmutableSortedDictionary(group => group.Key, group => group.Count()),
            Live = Live,
            Paper = [],
            Gates = counter.Count(),
            Cycles = [60, 61],
            Markets = new Dictionary<string, BarSeries> { ["X"] = Bars("X", closes) },
            TradeCosts = 0.0006,
            Benchmark = new DailyReturns([.. Enumerable.Range(FirstDay, 50)], [.. Enumerable.Range(0, 50).Select(day => Math.Cos(day) / 50)]),
            Looks = [Look("short", 11, 0), Look("short", 12, -249.5m)],
            Correlations = [Pairs(30, 0.3), Pairs(31, 0.75, 0.15)],
            TrailIsIntact = true,
        };
    }

    private static CorrelationDay Pairs(int day, params double[] correlations) =>
        CorrelationDay.Of(Begin.AddDays(day), [.. correlations.Select(value => new PairCorrelation("a", "b", 40, value, null, null))], 0.7)!;

    private static StrategyHealth Look(string id, int day, decimal profit) => new()
    {
        StrategyId = id,
        At = At(day, 20),
        Symbol = "X",
        Capital = 1000,
        Profit = profit,
        Fall = 0,
        LossThreshold = 0.15,
        Days = 1,
        LastClose = At(day, 0),
        HalfSize = false,
        Paused = false,
    };
}
