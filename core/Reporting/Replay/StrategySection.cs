using Serverless.Core.Lifecycle;
using Serverless.Core.Reporting.Charts;
using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.TearSheets;

namespace Serverless.Core.Reporting.Replay;

/// <summary>Who was in which stage when, and what each made.</summary>
internal static class StrategySection
{
    private const int MostRows = 48;
    private const int MostBars = 16;
    private static readonly LifecycleStage[] Shown = [LifecycleStage.Candidate, LifecycleStage.Paper, LifecycleStage.Live];

    public static ReportSection Of(ReplayInput input, ReplaySummary summary)
    {
        var spans = StageSpans.Of(input.Events);
        var blocks = new List<ReportBlock>();
        if (spans.Count == 0)
            blocks.Add(new ProseBlock("No strategy left research."));
        else
            blocks.Add(new ChartBlock(Timeline(input, spans)));
        if (input.Live.Count > 0)
        {
            blocks.Add(new ChartBlock(Profits(input)));
            blocks.Add(new TableBlock(Stays(input)));
            blocks.Add(new ProseBlock(Books(summary)));
        }

        return new ReportSection("strategies", "Strategies", blocks);
    }

    private static SpanChart Timeline(ReplayInput input, IReadOnlyList<StageSpan> spans)
    {
        // Those that came furthest; of these, the first ones.
        var all = spans.GroupBy(span => span.StrategyId, StringComparer.Ordinal).OrderByDescending(group => group.Max(Depth)).ToList();
        var rows = all.Take(MostRows).OrderBy(group => group.First().From).Select(group => group.Key).ToList();
        var indices = rows.Select((id, row) => (id, row)).ToDictionary(pair => pair.id, pair => pair.row, StringComparer.Ordinal);
        var stages = spans.Where(span => indices.ContainsKey(span.StrategyId) && Shown.Contains(span.Stage));
        return new SpanChart(
            "timeline",
            "Stages of strategies",
            $"{Words.Count(all.Count)} strategies left research, {Words.Count(input.Live.Select(one => one.Span.StrategyId).Distinct().Count())} of them went live. {(all.Count > rows.Count ? $"The {rows.Count} that came furthest." : "")}".TrimEnd(),
            new ReportTable(
                "timeline-table",
                "Stays in stages of the strategies shown.",
                ["Strategy", "Stage", "From", "To", "Ended by"],
                [.. stages.Select(span => (Cell[])
                [
                    Cell.Text(span.StrategyId), Cell.Text(span.Stage.ToString()), Cell.Time(span.From.UtcDateTime), Cell.Time(span.To?.UtcDateTime), Cell.Text(EndOf(span)),
                ])]))
        {
            Rows = rows,
            Kinds = [.. Shown.Select(stage => stage.ToString())],
            Spans = [.. stages.Select(span => new ChartSpan(indices[span.StrategyId], Array.IndexOf(Shown, span.Stage), span.From.UtcTicks, (span.To ?? input.End).UtcTicks))],
            FromTicks = input.From.ToDateTime(TimeOnly.MinValue).Ticks,
            ToTicks = input.End.UtcTicks,
        };
    }

    private static int Depth(StageSpan span) => Array.IndexOf(Shown, span.Stage);

    private static BarChart Profits(ReplayInput input)
    {
        var profits = input.Live.GroupBy(one => one.Span.StrategyId, StringComparer.Ordinal)
            .Select(group => (Id: group.Key, Profit: group.Sum(one => one.Profit)))
            .OrderByDescending(one => one.Profit).ThenBy(one => one.Id, StringComparer.Ordinal).ToList();
        var shown = profits.Count <= MostBars ? profits : [.. profits[..(MostBars / 2)], .. profits[^(MostBars / 2)..]];
        return new BarChart(
            "profits",
            "Profit of each strategy",
            $"{Words.Count(profits.Count(one => one.Profit > 0))} of {Words.Count(profits.Count)} strategies made a profit.{(profits.Count > shown.Count ? $" The {MostBars / 2} best and the {MostBars / 2} worst, by number." : " By number.")}",
            new ReportTable(
                "profits-table", "Profit after costs, in money.", ["Number", "Strategy", "Profit"],
                [.. shown.Select((one, i) => (Cell[])[Cell.Text($"{i + 1}"), Cell.Text(one.Id), Cell.Money(one.Profit)])]))
        {
            Bars = [.. shown.Select((one, i) => new ChartBar($"{i + 1}", one.Profit))],
            Kind = CellKind.Money,
        };
    }

    private static ReportTable Stays(ReplayInput input) => new(
        "stays",
        "Stays live, in order; the worst loss is of capital, at the end of a day",
        ["Strategy", "Type", "From", "Days", "Capital", "Profit", "Return", "Worst loss", "Costs", "Ended by"],
        [.. input.Live.Select(one => (Cell[])
        [
            Cell.Text(one.Span.StrategyId),
            Cell.Text(one.Identity.Type.ToString()),
            Cell.Date(one.Span.From.UtcDateTime),
            Cell.Days(one.Span.Length(input.End).TotalDays),
            Cell.Money((double)one.Span.Capital),
            Cell.Money(one.Profit),
            Cell.Percent(one.Equity - 1),
            Cell.Percent(one.WorstLoss),
            Cell.Money(one.Costs),
            Cell.Text(EndOf(one.Span)),
        ])]);

    private static string EndOf(StageSpan span) => span.End is { } end ? $"{end.Author.Name}: {end.Trigger}" : "still there";

    private static string Books(ReplaySummary summary)
    {
        var looks = summary.LargestLookDifference is { } difference
            ? $"Profits are computed anew from bars and the trail; at no look did the platform's own figure differ by more than {Words.Money(difference)}."
            : "Profits are computed from bars and the trail.";
        return $"{looks} Of stays that ended, the capital ledger was told {Words.Money((double)summary.LedgerProfit)} of profit; they made {Words.Money(summary.EndedProfit)}.";
    }
}
