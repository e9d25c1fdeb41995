using Serverless.Core.Reporting.Charts;
using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.Runs;

namespace Serverless.Core.Reporting.TearSheets;

/// <summary>Equity, linear and logarithmic, with the benchmark; and how far it lies under water.</summary>
internal static class EquitySection
{
    public static ReportSection Of(SheetFigures figures)
    {
        var (curve, benchmark) = (figures.Run.Curve, figures.Options.Benchmark);
        var shades = SampleShades.Of(curve, figures.Options.Evidence?.WalkForward);
        var summary = shades.Count == 0 ? Summary(curve, benchmark) : $"{Summary(curve, benchmark)} Shaded: no test part of the walk-forward lies there.";
        var table = CurveTable.Of("equity-table", "Equity at month ends.", curve, benchmark);
        var series = new List<ChartSeries> { ChartSeries.Over("Equity", curve.CloseTicks, curve.Equity) };
        if (benchmark is not null)
            series.Add(ChartSeries.Over(benchmark.Name, benchmark.Curve.CloseTicks, benchmark.Curve.Equity));
        return new ReportSection(
            "equity",
            "Equity",
            [
                new ChartBlock(new LineChart("equity-linear", "Equity", summary, table) { Series = series, Shades = shades, Kind = CellKind.Money }),
                new ChartBlock(new LineChart("equity-log", "Equity, logarithmic", "On this scale equal distances are equal gains in percent. " + summary, table with { Id = "equity-log-table" })
                {
                    Series = series,
                    Shades = shades,
                    Kind = CellKind.Money,
                    IsLogarithmic = true,
                }),
                new ChartBlock(Underwater(figures, benchmark)),
            ]);
    }

    private static LineChart Underwater(SheetFigures figures, ReportBenchmark? benchmark)
    {
        var curve = figures.Run.Curve;
        var under = curve.Underwater();
        var series = new List<ChartSeries> { ChartSeries.Over("Drawdown", curve.CloseTicks, under) };
        if (benchmark is not null)
            series.Add(ChartSeries.Over(benchmark.Name, benchmark.Curve.CloseTicks, benchmark.Curve.Underwater()));
        var summary = figures.Drawdowns.Deepest is { } deepest
            ? $"The deepest drawdown is {Words.Percent(deepest.Depth)}, at its lowest on {Words.Date(curve.TimeOf(deepest.TroughIndex).Ticks)}; the longest time under water lasts {Words.Days(figures.LongestUnderwater)}."
            : "The equity never falls below its highest value.";
        var rows = CurveTable.MonthEnds(curve).Select(end => (Cell[])[Cell.Date(end.Date), Cell.Percent(under[end.Index])]);
        return new LineChart("underwater", "Under water", summary, new ReportTable("underwater-table", "Drawdown at month ends.", ["Month end", "Below the highest equity"], [.. rows]))
        {
            Series = series,
            Kind = CellKind.Percent,
            Baseline = 0,
            IsFilled = true,
        };
    }

    private static string Summary(ReportCurve curve, ReportBenchmark? benchmark)
    {
        var lowest = Array.IndexOf(curve.Equity, curve.Equity.Min());
        var own = $"{Words.Money(curve.Initial)} became {Words.Money(curve.Equity[^1])} ({Words.Signed((curve.Equity[^1] / curve.Initial) - 1)}); the lowest equity was {Words.Money(curve.Equity[lowest])} on {Words.Date(curve.CloseTicks[lowest])}";
        return benchmark is null
            ? $"{own}."
            : $"{own}; {benchmark.Name} made {Words.Signed((benchmark.Curve.Equity[^1] / benchmark.Curve.Initial) - 1)} from {Words.Date(benchmark.Curve.CloseTicks[0])} on.";
    }
}
