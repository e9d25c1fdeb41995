using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.Lifecycle.Monitoring.Alerts;
using Serverless.Core.Reporting.Daily;
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
        var finding = new Finding
        {
            Kind = FindingKind.LossGuard,
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

    private static string Html(DailyReportInput input) => Encoding.UTF8.GetString(HtmlReport.Write(DailyReport.Of(input)));
}
