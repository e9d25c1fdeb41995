using Serverless.Core.Reporting.Charts;
using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.TearSheets;

namespace Serverless.Core.Reporting.Replay;

/// <summary>What the watch over live strategies told, how soon, and how alike they were.</summary>
internal static class WatchSection
{
    public static ReportSection Of(ReplayInput input, ReplaySummary summary)
    {
        var blocks = new List<ReportBlock> { Table(
            "alerts", "Alerts that were opened, by rule", ["Rule", "Opened", "Strategies"], "No alert was opened.",
            input.Events.Where(one => one.Action == "alert.opened").GroupBy(one => one.Details["rule"] ?? "", StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal),
            group => [Cell.Text(group.Key), Cell.Count(group.Count()), Cell.Count(group.Select(one => one.Subject).Distinct().Count())]) };
        blocks.Add(Table(
            "delays", "From the first close that can have shown it to the alert, in minutes", ["Rule", "Alerts", "Mean", "Longest"], "There was nothing to tell of.",
            summary.Detected.GroupBy(one => one.Rule, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal),
            group => [Cell.Text(group.Key), Cell.Count(group.Count()), Cell.Count(group.Average(one => one.Delay.TotalMinutes)), Cell.Count(group.Max(one => one.Delay.TotalMinutes))]));
        if (input.Correlations.Count > 1)
            blocks.Add(new ChartBlock(Correlations(input)));
        return new ReportSection("watch", "The watch", blocks);
    }

    private static LineChart Correlations(ReplayInput input)
    {
        var ticks = input.Correlations.Select(day => day.Day.ToDateTime(TimeOnly.MinValue).Ticks).ToList();
        var highest = input.Correlations.MaxBy(day => day.Highest)!;
        return new LineChart(
            "correlations",
            "Correlations of live strategies",
            $"Over 90 days, as the watch measured them. The highest was {Words.Ratio(highest.Highest)} on {Words.Date(highest.Day.ToDateTime(TimeOnly.MinValue))}.",
            new ReportTable(
                "correlations-table", "Days on which the highest correlation was higher than ever before.", ["Day", "Pairs", "Highest", "Mean"],
                [.. Records(input.Correlations).Select(day => (Cell[])
                [
                    Cell.Date(day.Day.ToDateTime(TimeOnly.MinValue)), Cell.Count(day.Pairs), Cell.Ratio(day.Highest), Cell.Ratio(day.Mean),
                ])]))
        {
            Series =
            [
                ChartSeries.Over("Highest", ticks, [.. input.Correlations.Select(day => day.Highest)]),
                ChartSeries.Over("Mean", ticks, [.. input.Correlations.Select(day => day.Mean)]),
            ],
            Baseline = 0,
        };
    }

    private static IEnumerable<CorrelationDay> Records(IEnumerable<CorrelationDay> days)
    {
        var highest = double.NegativeInfinity;
        foreach (var day in days.Where(day => day.Highest > highest))
        {
            highest = day.Highest;
            yield return day;
        }
    }

    private static ReportBlock Table<T>(string id, string caption, IReadOnlyList<string> headings, string otherwise, IEnumerable<T> rows, Func<T, IReadOnlyList<Cell>> cells)
    {
        IReadOnlyList<IReadOnlyList<Cell>> found = [.. rows.Select(cells)];
        return found.Count == 0 ? new ProseBlock(otherwise) : new TableBlock(new ReportTable(id, caption, headings, found));
    }
}
