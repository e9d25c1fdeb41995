using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.Lifecycle.Monitoring.Alerts;
using Serverless.Core.Reporting.Charts;
using Serverless.Core.Reporting.Daily;
using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.Writing;

namespace Serverless.Core.Tests.Reporting.Daily;

public sealed class DailyReportTests
{
    private static readonly DateTimeOffset Now = new(2026, 2, 2, 0, 20, 0, TimeSpan.Zero);

    private static readonly StrategyHealth Health = new()
    {
        StrategyId = "sma-1",
        At = Now,
        Symbol = "BTCUSDT",
        Capital = 10_000,
        Profit = 1_000,
        DayReturn = 0.1,
        Fall = 0.05,
        LossThreshold = 0.15,
        Days = 40,
        Sharpe = 1.25,
        HalfSize = false,
        Paused = false,
    };

    [Fact]
    public void Of_QuietDay_SaysThatNobodyMustAct()
    {
        var page = Html(new DailyReportInput { Day = new DateOnly(2026, 2, 1), Strategies = [Health] });

        Assert.Contains("Nobody must act.", page, StringComparison.Ordinal);
        Assert.Contains("Nothing was decided on the day.", page, StringComparison.Ordinal);
        Assert.Contains("healthy", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_Profit_IsThatOfTheDayAndSinceLive()
    {
        // 10,000 → 10,000 before the day's 10 % → 11,000.
        var json = JsonDocument.Parse(JsonReport.Write(DailyReport.Of(new DailyReportInput
        {
            Day = new DateOnly(2026, 2, 1),
            Strategies = [Health, Health with { StrategyId = "sma-2", Profit = -500, DayReturn = -0.05 }],
            BenchmarkReturn = 0.03,
        })));

        var text = json.RootElement.ToString();
        var figures = json.RootElement.GetProperty("sections")[0].GetProperty("blocks")[1].GetRawText();
        Assert.Contains("Daily report 2026-02-01", text, StringComparison.Ordinal);
        // 1,000 − 500 of 20,000.
        Assert.Contains("500", figures, StringComparison.Ordinal);
        Assert.Contains("0.025", figures, StringComparison.Ordinal);
        Assert.Contains("0.03", figures, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AlertsDecisionsAndGates_AreAllThereAndThePageIsWellFormedWithoutScripts()
    {
        var finding = new Core.Lifecycle.Monitoring.Finding
        {
            Kind = Core.Lifecycle.Monitoring.FindingKind.LossGuard,
            Subject = "sma-1",
            Severity = AlertSeverity.Critical,
            Cause = "It has lost 17 % <of> its capital.",
            NextAction = "Confirm & close.",
        };
        var page = Html(new DailyReportInput
        {
            Day = new DateOnly(2026, 2, 1),
            Strategies = [Health with { Severity = AlertSeverity.Critical, Findings = ["loss-guard/sma-1"], HalfSize = true }],
            Alerts = [Alert.Open(finding, Now)],
            Decisions = [new DailyDecision(Now, "sma-1", "loss-guard", "Deactivate: Live → Retired", "It has lost 17 %.")],
            Next = [new NextGate("rsi-7", "Paper", 21, "streak correlation")],
        });

        Assert.Contains("1 of 1 alerts are critical: look now.", page, StringComparison.Ordinal);
        Assert.Contains("Deactivate: Live → Retired", page, StringComparison.Ordinal);
        Assert.Contains("streak correlation", page, StringComparison.Ordinal);
        Assert.Contains("Critical: loss-guard", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        XDocument.Parse(page.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_DaysBefore_DrawsTheDeskAndEveryStrategy()
    {
        var input = Quarter();
        var report = DailyReport.Of(input);
        var growth = Line(report, "desk-growth");

        // The desk earns 1 % of its equity each day; the benchmark half of that.
        Assert.Equal(Math.Pow(1.01, 40), growth.Series[0].Y[^1], 1e-3);
        Assert.Equal(Math.Pow(1.005, 40), growth.Series[1].Y[^1], 1e-9);
        Assert.All(Line(report, "desk-underwater").Series[0].Y, under => Assert.Equal(0, under));
        // Half of it long, a quarter of it short, on equal capital.
        Assert.Equal((0.375, 0.125), (Line(report, "desk-exposure").Series[0].Y[^1], Line(report, "desk-exposure").Series[1].Y[^1]));
        var cards = Blocks(report).OfType<ChartGridBlock>().Single().Charts.Cast<PanelChart>().ToList();
        Assert.Equal(["sma-1", "sma-2"], cards.Select(card => card.Title));
        Assert.Equal([40, 25], cards.Select(card => card.Ticks.Count));
        Assert.Equal((double)input.Strategies[0].Profit, cards[0].Panels[0].Values[^1]);
        Assert.Equal("+50.0 %", cards[0].Panels[2].Note);
    }

    [Fact]
    public void Of_SameInput_IsTheSameBytesInEveryFormAndSmall()
    {
        foreach (var format in Enum.GetValues<ReportFormat>())
        {
            var bytes = DailyReport.Of(Quarter()).Write(format);
            Assert.Equal(bytes, DailyReport.Of(Quarter()).Write(format));
            Assert.InRange(bytes.Length, 1, 200_000);
        }

        var page = Html(Quarter());
        XDocument.Parse(page.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_FirstDay_SaysThatThereAreNoCurvesYet() => Assert.Contains(
        "Not enough data: curves begin with the second day.",
        Html(new DailyReportInput { Day = new DateOnly(2026, 2, 1), Strategies = [Health] }),
        StringComparison.Ordinal);

    [Fact]
    public void Of_LooksOfOlderVersions_HaveNoExposure()
    {
        var input = Quarter();
        var old = input with { Strategies = [.. input.Strategies.Select(one => one with { Held = null })], History = [.. input.History.Select(day => day with { Strategies = [.. day.Strategies.Select(one => one with { Held = null })] })] };

        var report = DailyReport.Of(old);

        Assert.DoesNotContain(Blocks(report).OfType<ChartBlock>(), chart => chart.Chart.Id == "desk-exposure");
        Assert.All(Blocks(report).OfType<ChartGridBlock>().Single().Charts.Cast<PanelChart>(), card => Assert.Equal(2, card.Panels.Count));
    }

    // Forty days; the second strategy comes on the sixteenth.
    private static DailyReportInput Quarter()
    {
        var days = Enumerable.Range(1, 40).Select(day => new DailyLook(
            new DateOnly(2026, 1, 1).AddDays(day - 1),
            [
                Health with { At = Now, Profit = Profit(day), DayReturn = 0.01, Fall = 0.001 * (40 - day), Held = 0.5 },
                .. day > 15 ? [Health with { StrategyId = "sma-2", Symbol = "ETHUSDT", Profit = Profit(day), DayReturn = 0.01, Held = -0.25 }] : Array.Empty<StrategyHealth>(),
            ],
            0.005)).ToList();
        return new DailyReportInput { Day = days[^1].Day, Strategies = days[^1].Strategies, BenchmarkReturn = days[^1].BenchmarkReturn, History = days[..^1] };
    }

    private static decimal Profit(int day) => Math.Round(10_000 * (decimal)(Math.Pow(1.01, day) - 1), 2);

    private static IEnumerable<ReportBlock> Blocks(ReportDocument report) => report.Sections.SelectMany(section => section.Blocks);

    private static LineChart Line(ReportDocument report, string id) => Blocks(report).OfType<ChartBlock>().Select(block => block.Chart).OfType<LineChart>().Single(chart => chart.Id == id);

    private static string Html(DailyReportInput input) => Encoding.UTF8.GetString(HtmlReport.Write(DailyReport.Of(input)));
}
