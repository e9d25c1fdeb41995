using System.Globalization;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.Lifecycle.Monitoring.Alerts;
using Serverless.Core.Reporting.Documents;

namespace Serverless.Core.Reporting.Daily;

/// <summary>The report of a day: what the live strategies earned and risk, how they are, what was decided, and what comes next.</summary>
public static class DailyReport
{
    /// <summary>The report; the same input gives the same document.</summary>
    public static ReportDocument Of(DailyReportInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var day = input.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var today = new DailyLook(input.Day, input.Strategies, input.BenchmarkReturn);
        IReadOnlyList<DailyLook> days = [.. input.History, today];
        return new ReportDocument(
            $"Daily report {day}",
            FormattableString.Invariant($"{input.Strategies.Count} live strategies on {day}, UTC; results on stored bars after costs."),
            [
                new ReportSection("summary", "Summary", [Verdict(input), Summary(input, today)]),
                new ReportSection("desk", "The desk", Desk(days)),
                new ReportSection("strategies", "Profit, risk and health", [new TableBlock(Strategies(input)), .. Curves(days)]),
                new ReportSection("alerts", "Alerts", Alerts(input)),
                new ReportSection("decisions", "Decisions of the day", Decisions(input)),
                new ReportSection("next", "Next gates", Next(input)),
            ]);
    }

    private static FindingsBlock Verdict(DailyReportInput input)
    {
        var open = input.Alerts.Where(alert => alert.IsOpen).ToList();
        var critical = open.Count(alert => alert.Severity == AlertSeverity.Critical);
        var (headline, kind) = (open.Count, critical) switch
        {
            (0, _) => ("Nobody must act.", Documents.FindingKind.Passed),
            (1, 0) => ("One alert to look at within the working day.", Documents.FindingKind.Caution),
            (_, 0) => (FormattableString.Invariant($"{open.Count} alerts to look at within the working day."), Documents.FindingKind.Caution),
            _ => (FormattableString.Invariant($"{critical} of {open.Count} alerts are critical: look now."), Documents.FindingKind.Failed),
        };
        return new FindingsBlock(headline, kind, [.. open.OrderByDescending(alert => alert.Severity).Select(alert =>
            new Documents.Finding(alert.Severity == AlertSeverity.Critical ? Documents.FindingKind.Failed : Documents.FindingKind.Caution, $"{alert.Subject}: {alert.Cause} {alert.NextAction}"))]);
    }

    private static FiguresBlock Summary(DailyReportInput input, DailyLook today) => new(
    [
        new ReportFigure("Profit of the day", Cell.Money((double)today.Earned)),
        new ReportFigure("Return of the day", Cell.Percent(today.Return)),
        new ReportFigure("Benchmark", Cell.Percent(today.BenchmarkReturn)),
        new ReportFigure("Profit since live", Cell.Money((double)input.Strategies.Sum(one => one.Profit))),
        new ReportFigure("Capital", Cell.Money((double)input.Strategies.Sum(one => one.Capital))),
        new ReportFigure("Exposure", Cell.Percent(today.Gross)),
        new ReportFigure("Deepest fall", Cell.Percent(input.Strategies.Count == 0 ? null : input.Strategies.Max(one => one.Fall))),
    ]);

    private static IReadOnlyList<ReportBlock> Desk(IReadOnlyList<DailyLook> days) => days.Count < 2
        ? [new ProseBlock("Not enough data: curves begin with the second day.")]
        : [.. DeskCharts.Of(days)];

    private static IReadOnlyList<ReportBlock> Curves(IReadOnlyList<DailyLook> days) =>
        days.Count < 2 || days[^1].Strategies.Count == 0 ? [] : [StrategyCards.Of(days)];

    private static ReportTable Strategies(DailyReportInput input) => new(
        "strategies",
        "Live strategies. Falls are from the highest equity, at the loss of capital beside it a strategy is taken out of service; drift is the sum of the sequential test by its threshold",
        ["Strategy", "Symbol", "Health", "Size", "Capital", "On the day", "Since live", "Days", "Sharpe", "Backtest", "Volatility", "Fall", "Out at", "To benchmark", "Drift"],
        [.. input.Strategies.OrderBy(one => one.StrategyId, StringComparer.Ordinal).Select(Row)]);

    private static IReadOnlyList<Cell> Row(StrategyHealth one) =>
    [
        Cell.Text(one.StrategyId),
        Cell.Text(one.Symbol),
        Cell.Text(one.Severity is { } severity ? $"{severity}: {string.Join(", ", one.Findings.Select(RuleOf))}" : "healthy"),
        Cell.Text(one.Paused ? "paused" : one.HalfSize ? "half" : "full"),
        Cell.Money((double)one.Capital),
        Cell.Money((double)DailyLook.EarnedBy(one)),
        Cell.Money((double)one.Profit),
        Cell.Count(one.Days),
        Cell.Ratio(one.Sharpe),
        Cell.Ratio(one.ExpectedSharpe),
        Cell.Percent(one.Volatility),
        Cell.Percent(one.Fall),
        Cell.Percent(one.LossThreshold),
        Cell.Percent(one.BenchmarkGap),
        Cell.Ratio(one.Drift),
    ];

    private static IReadOnlyList<ReportBlock> Alerts(DailyReportInput input) => Table(
        input.Alerts, "No alert was open or closed on the day.", "alerts", "Alerts that are open, or were opened or closed on the day",
        ["Alert", "Severity", "Cause", "Next action", "Opened", "Closed", "Taken care of by"], alert =>
        [
            Cell.Text($"{alert.Rule} {alert.Subject}"), Cell.Text(alert.Severity.ToString()), Cell.Text(alert.Cause), Cell.Text(alert.NextAction),
            Cell.Time(alert.OpenedAt.UtcDateTime), Cell.Time(alert.ClosedAt?.UtcDateTime), Cell.Text(alert.AcknowledgedBy ?? "nobody yet"),
        ]);

    private static IReadOnlyList<ReportBlock> Decisions(DailyReportInput input) => Table(
        input.Decisions, "Nothing was decided on the day.", "decisions", "What became of strategies, and who decided",
        ["Strategy", "At", "Decision", "By", "Reason"], one =>
        [
            Cell.Text(one.StrategyId), Cell.Time(one.At.UtcDateTime), Cell.Text(one.Decision), Cell.Text(one.Author), Cell.Text(one.Reason),
        ]);

    private static IReadOnlyList<ReportBlock> Next(DailyReportInput input) => Table(
        input.Next, "No strategy is on its way.", "next", "Strategies on their way, the longest streak first",
        ["Strategy", "Stage", "Days in the top", "Missing"], one =>
        [
            Cell.Text(one.StrategyId), Cell.Text(one.Stage), Cell.Count(one.StreakDays), Cell.Text(one.Missing),
        ]);

    private static IReadOnlyList<ReportBlock> Table<T>(
        IReadOnlyList<T> rows, string otherwise, string id, string caption, IReadOnlyList<string> headings, Func<T, IReadOnlyList<Cell>> cells) =>
        rows.Count == 0 ? [new ProseBlock(otherwise)] : [new TableBlock(new ReportTable(id, caption, headings, [.. rows.Select(cells)]))];

    private static string RuleOf(string key) => key.Split('/')[0];
}
