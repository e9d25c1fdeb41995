using Serverless.Core.Metrics;
using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.Runs;

namespace Serverless.Core.Reporting.TearSheets;

/// <summary>What the run did while markets fell.</summary>
internal static class CrisisSection
{
    public static ReportSection? Of(SheetFigures figures)
    {
        var benchmark = figures.Options.Benchmark;
        var rows = Crisis.All.Select(crisis => Row(figures.Run.Curve, benchmark, crisis)).OfType<Cell[]>().ToList();
        if (rows.Count == 0)
            return null;
        return new ReportSection(
            "crises",
            "Crises",
            [
                new TableBlock(new ReportTable(
                    "crisis-windows",
                    "Returns after the close of the peak up to the close of the trough. Of a crisis that the run saw only in part, its part.",
                    ["Crisis", "From", "To", "Days", "Return", "Deepest fall", .. benchmark is null ? Array.Empty<string>() : [benchmark.Name], "Dates are"],
                    rows)),
            ]);
    }

    private static Cell[]? Row(ReportCurve curve, ReportBenchmark? benchmark, Crisis crisis)
    {
        var returns = Within(curve.Daily, crisis);
        if (returns.Length == 0)
            return null;
        return
        [
            Cell.Text(crisis.Name),
            Cell.Date(crisis.From.ToDateTime(default, DateTimeKind.Utc)),
            Cell.Date(crisis.To.ToDateTime(default, DateTimeKind.Utc)),
            Cell.Count(returns.Length),
            Cell.Percent(ReturnStatistics.TotalReturn(returns)),
            Cell.Percent(Drawdown.Deepest(returns).Depth),
            .. benchmark is null ? Array.Empty<Cell>() : [Cell.Percent(Within(benchmark.Curve.Daily, crisis) is { Length: > 0 } other ? ReturnStatistics.TotalReturn(other) : null)],
            Cell.Text(crisis.Source),
        ];
    }

    private static double[] Within(DailyReturns daily, Crisis crisis) =>
        [.. daily.Days.Zip(daily.Values).Where(day => DateOnly.FromDateTime(ReportCurve.DateOf(day.First)) is var date && date > crisis.From && date <= crisis.To).Select(day => day.Second)];
}
