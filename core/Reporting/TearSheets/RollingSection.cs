using Serverless.Core.Metrics;
using Serverless.Core.Reporting.Charts;
using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.Runs;

namespace Serverless.Core.Reporting.TearSheets;

/// <summary>Sharpe ratio, volatility and beta over rolling windows of daily returns.</summary>
internal static class RollingSection
{
    private static readonly int[] Windows = [252, 126, 63];

    public static ReportSection? Of(SheetFigures figures)
    {
        var daily = figures.Run.Curve.Daily;
        // At least as many windows that do not overlap as make a line worth looking at.
        var window = Windows.FirstOrDefault(length => daily.Values.Length >= 3 * length);
        if (window == 0)
            return new ReportSection("rolling", "Rolling figures", [new ProseBlock($"Not enough data: rolling figures need {3 * Windows[^1]} days, there are {Words.Count(daily.Values.Length)}.")]);
        var blocks = new List<ReportBlock>
        {
            Chart("rolling-sharpe", "Rolling Sharpe ratio", "Sharpe ratio", CellKind.Ratio, daily, window, Rolling(daily, window, moments => ReturnStatistics.Sharpe(moments, daily.DaysPerYear))),
            Chart("rolling-volatility", "Rolling volatility", "volatility", CellKind.Percent, daily, window, Rolling(daily, window, moments => ReturnStatistics.Volatility(moments, daily.DaysPerYear))),
        };
        if (figures.Options.Benchmark is { } benchmark && benchmark.Run.DayCount > window)
        {
            var beta = BenchmarkComparison.RollingBeta(benchmark.Run.Daily.Values, benchmark.Curve.Daily.Values, window);
            blocks.Add(Chart("rolling-beta", $"Rolling beta to {benchmark.Name}", "beta", CellKind.Ratio, benchmark.Run.Daily, window, beta));
        }

        return new ReportSection("rolling", "Rolling figures", blocks);
    }

    private static double?[] Rolling(DailyReturns daily, int window, Func<ReturnMoments, double?> figure)
    {
        var values = new double?[daily.Values.Length];
        for (var end = window; end <= values.Length; end++)
            values[end - 1] = figure(ReturnMoments.Of(daily.Values.AsSpan(end - window, window)));
        return values;
    }

    private static ChartBlock Chart(string id, string title, string figure, CellKind kind, DailyReturns daily, int window, double?[] values)
    {
        long[] ticks = [.. daily.Days.Select(day => ReportCurve.EndOf(day).Ticks)];
        var known = values.OfType<double>().ToList();
        string Text(double value) => CellText.Number(kind, value);
        var summary = known.Count == 0
            ? $"The {figure} is not defined in any window of {window} days."
            : $"Over windows of {window} days the {figure} lies between {Text(known.Min())} and {Text(known.Max())}; the last one is {Text(known[^1])}.";
        var rows = Enumerable.Range(0, values.Length)
            .Where(i => values[i] is not null && (i + 1 == values.Length || ReportCurve.DateOf(daily.Days[i]).Month != ReportCurve.DateOf(daily.Days[i + 1]).Month))
            .Select(i => (Cell[])[Cell.Date(ReportCurve.DateOf(daily.Days[i])), Cell.Of(kind, values[i])]);
        return new ChartBlock(new LineChart(id, title, summary, new ReportTable($"{id}-table", $"The {figure} at month ends.", ["Date", title], [.. rows]))
        {
            Series = [ChartSeries.Over(title, ticks[(window - 1)..], values.Skip(window - 1))],
            Kind = kind,
            Baseline = 0,
        });
    }
}
