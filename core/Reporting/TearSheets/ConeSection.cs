using Serverless.Core.Reporting.Charts;
using Serverless.Core.Reporting.Documents;
using Serverless.Core.Validation.Bootstrap;

namespace Serverless.Core.Reporting.TearSheets;

/// <summary>Where the run might have ended by luck alone: histories resampled from its own days.</summary>
internal static class ConeSection
{
    private const int RowsShown = 12;

    public static ReportSection Of(SheetFigures figures)
    {
        var daily = figures.Run.Curve.Daily;
        if (daily.Values.Length < MinimumSample.Distribution)
            return new ReportSection("cone", "Resampled histories", [new ProseBlock($"Not enough data: a cone needs {MinimumSample.Distribution} days, there are {daily.Values.Length}.")]);
        var settings = figures.Options.Bootstrap;
        var blocks = BlockLength.Estimate(daily.Values);
        var resampler = blocks.ToStationary();
        var wide = EquityBands.Measure(daily.Values, resampler, settings, 0.95)!;
        var narrow = EquityBands.Measure(daily.Values, resampler, settings, 0.5)!;
        var x = wide.Periods.Select(period => (double)period).ToArray();
        var initial = figures.Run.Curve.Initial;
        double[] Money(IEnumerable<double> growth) => [.. growth.Select(value => value * initial)];
        var run = Growth(daily.Values);
        var last = wide.Periods.Count - 1;
        var chart = new LineChart(
            "cone-chart",
            "Equity of resampled histories",
            $"After {Words.Count(wide.Periods[last])} days half of the histories lie between {Words.Money(narrow.PointwiseLow[last] * initial)} and {Words.Money(narrow.PointwiseHigh[last] * initial)}, 95 % between {Words.Money(wide.PointwiseLow[last] * initial)} and {Words.Money(wide.PointwiseHigh[last] * initial)}.",
            new ReportTable(
                "cone-table",
                "Equity by day, over all resampled histories.",
                ["Day", "2.5 %", "25 %", "Median", "75 %", "97.5 %", "The run"],
                [.. Enumerable.Range(1, RowsShown).Select(row => (row * (last + 1) / RowsShown) - 1).Where(index => index >= 0).Distinct().Select(index => (Cell[])
                [
                    Cell.Count(wide.Periods[index]),
                    Cell.Money(wide.PointwiseLow[index] * initial),
                    Cell.Money(narrow.PointwiseLow[index] * initial),
                    Cell.Money(wide.Median[index] * initial),
                    Cell.Money(narrow.PointwiseHigh[index] * initial),
                    Cell.Money(wide.PointwiseHigh[index] * initial),
                    Cell.Money(run[wide.Periods[index] - 1] * initial),
                ])]))
        {
            Series = [new ChartSeries("The run", x, Money(wide.Periods.Select(period => run[period - 1]))), new ChartSeries("Median", x, Money(wide.Median))],
            Bands = [new ChartBand("95 % of histories", x, Money(wide.PointwiseLow), Money(wide.PointwiseHigh)), new ChartBand("50 %", x, Money(narrow.PointwiseLow), Money(narrow.PointwiseHigh))],
            Kind = CellKind.Money,
            CountsDays = true,
        };
        return new ReportSection(
            "cone",
            "Resampled histories",
            [
                new ChartBlock(chart),
                new ProseBlock($"{Words.Count(settings.Replications)} histories of the same length, drawn from the days of the run in blocks of {CellText.Number(CellKind.Days, Math.Max(1, blocks.Stationary))} days on average (stationary bootstrap, seed {settings.Seed}). They assume that the future is like these days; it need not be."),
            ]);
    }

    private static double[] Growth(double[] returns)
    {
        var growth = 1.0;
        return Array.ConvertAll(returns, value => growth *= 1 + value);
    }
}
