using Serverless.Core.Metrics;
using Serverless.Core.Reporting.Documents;
using Serverless.Core.Validation.Bootstrap;

namespace Serverless.Core.Reporting.TearSheets;

/// <summary>The key figures, with intervals of 95 %, and all others in a table beside those of the benchmark.</summary>
internal static class FiguresSection
{
    public static ReportSection Of(SheetFigures figures)
    {
        if (figures.Run.Figures is not { } measured)
            return new ReportSection("figures", "Figures", [new ProseBlock("The run did not finish; it has no figures.")]);
        var all = All(figures, measured).ToList();
        return new ReportSection(
            "figures",
            "Figures",
            [
                new FiguresBlock([.. all.Where(row => row.IsKey).Select(row => new ReportFigure(row.Name, row.Value, row.Interval))]),
                new TableBlock(Table(figures, all)),
                new ProseBlock(Convention(figures)),
            ]);
    }

    private static string Convention(SheetFigures figures) => figures.Intervals is null
        ? $"Intervals need {MinimumSample.Days} days of returns. All formulas are in the glossary."
        : $"Intervals cover with 95 %: percentiles of {Words.Count(figures.Options.Bootstrap.Replications)} histories resampled in blocks of {CellText.Number(CellKind.Days, Math.Max(1, figures.Blocks.Stationary))} steps on average (stationary bootstrap, seed {figures.Options.Bootstrap.Seed}). All formulas are in the glossary.";

    private static ReportTable Table(SheetFigures figures, IReadOnlyList<Row> rows)
    {
        var benchmark = figures.Options.Benchmark;
        return new ReportTable(
            "all-figures",
            benchmark is null ? "All figures." : $"All figures; those of {benchmark.Name} over {Words.Span(benchmark.Curve)}.",
            ["Figure", "Value", "95 % from", "to", .. benchmark is null ? Array.Empty<string>() : [benchmark.Name]],
            [.. rows.Select(row => (Cell[])
            [
                Cell.Text(row.Name),
                row.Value,
                row.Interval is { } low ? Cell.Of(row.Value.Kind, low.Low) : Cell.Text(""),
                row.Interval is { } high ? Cell.Of(row.Value.Kind, high.High) : Cell.Text(""),
                .. benchmark is null ? Array.Empty<Cell>() : [row.Benchmark ?? Cell.Text("")],
            ])]);
    }

    private static IEnumerable<Row> All(SheetFigures figures, PerformanceMetrics run)
    {
        var (other, intervals, risk) = (figures.BenchmarkFigures, figures.Intervals, figures.Risk);
        yield return new Row("Total return", Cell.Percent(run.TotalReturn), false, intervals?.TotalReturn.Percentile, Beside(CellKind.Percent, other?.TotalReturn));
        yield return new Row("CAGR", figures.OfSpan(CellKind.Percent, run.Cagr), true, intervals?.Cagr.Percentile, Beside(CellKind.Percent, other?.Cagr));
        yield return new Row("Volatility", figures.OfDays(CellKind.Percent, run.Volatility), true, intervals?.Volatility.Percentile, Beside(CellKind.Percent, other?.Volatility));
        yield return new Row("Sharpe ratio", figures.OfDays(CellKind.Ratio, run.Sharpe), true, intervals?.Sharpe.Percentile, Beside(CellKind.Ratio, other?.Sharpe));
        yield return new Row("Probability of Sharpe > 0", figures.OfDays(CellKind.Percent, figures.Probability), true);
        yield return new Row("Sortino ratio", figures.OfDays(CellKind.Ratio, run.Sortino), true, intervals?.Sortino.Percentile, Beside(CellKind.Ratio, other?.Sortino));
        yield return new Row("Calmar ratio", figures.OfSpan(CellKind.Ratio, run.Calmar), true, intervals?.Calmar.Percentile, Beside(CellKind.Ratio, other?.Calmar));
        yield return new Row("Maximum drawdown", Cell.Percent(run.MaxDrawdown), true, intervals?.MaxDrawdown.Percentile, Beside(CellKind.Percent, other?.MaxDrawdown));
        yield return new Row("Longest under water, days", Cell.Days(figures.LongestUnderwater), true);
        yield return new Row("Balanced performance score", figures.OfTrades(CellKind.Ratio, BalancedPerformance.Of(run)), false);
        yield return new Row("Recovery factor", Cell.Ratio(run.RecoveryFactor), false, null, Beside(CellKind.Ratio, other?.RecoveryFactor));
        yield return new Row("Skewness", figures.OfDays(CellKind.Ratio, run.Skewness), false, null, Beside(CellKind.Ratio, other?.Skewness));
        yield return new Row("Excess kurtosis", figures.OfDays(CellKind.Ratio, run.ExcessKurtosis), false, null, Beside(CellKind.Ratio, other?.ExcessKurtosis));
        yield return new Row("Value at risk, 95 %, 1 day", figures.OfDays(CellKind.Percent, risk.HistoricalVar), false);
        yield return new Row("Expected shortfall, 95 %, 1 day", figures.OfDays(CellKind.Percent, risk.HistoricalCvar), true);
        yield return new Row("Worst day", Cell.Percent(risk.Worst), false);
        yield return new Row("Best day", Cell.Percent(risk.Best), false);
        yield return new Row("Days with a gain", figures.OfDays(CellKind.Percent, risk.PositiveShare), false);
        yield return new Row("Tail ratio", figures.OfDays(CellKind.Ratio, risk.TailRatio), false);
        yield return new Row("Ulcer index", Cell.Percent(figures.Drawdowns.UlcerIndex), false);
        yield return new Row("Trades", Cell.Count(run.Trades), false);
        yield return new Row("Hit rate", figures.OfTrades(CellKind.Percent, run.WinRate), true);
        yield return new Row("Profit factor", figures.OfTrades(CellKind.Ratio, run.ProfitFactor), true);
        yield return new Row("Expectancy", figures.OfTrades(CellKind.Money, run.Expectancy), false);
        yield return new Row("Payoff ratio", figures.OfTrades(CellKind.Ratio, run.Payoff), false);
        yield return new Row("Time in market", Cell.Percent(run.Exposure), true);
        yield return new Row("Turnover a year", figures.OfSpan(CellKind.Ratio, run.AnnualTurnover), true);
        yield return new Row("Cost drag a year", figures.OfSpan(CellKind.Percent, CostDrag(figures)), true);
        yield return new Row("Capacity", figures.Impact is { } impact ? Cell.Money(impact.Capacity?.Amount) : Cell.TooFew(CellKind.Money), true);
        if (figures.Beside is not { } beside)
            yield break;
        yield return new Row("Alpha a year", figures.OfDays(CellKind.Percent, beside.Alpha), false, Normal(beside));
        yield return new Row("Beta", figures.OfDays(CellKind.Ratio, beside.Beta), false);
        yield return new Row("Correlation", figures.OfDays(CellKind.Ratio, beside.Correlation), false);
        yield return new Row("Tracking error", figures.OfDays(CellKind.Percent, beside.TrackingError), false);
        yield return new Row("Information ratio", figures.OfDays(CellKind.Ratio, beside.InformationRatio), false);
    }

    private static double? CostDrag(SheetFigures figures)
    {
        var curve = figures.Run.Curve;
        return figures.Run.Costs.Total / curve.Equity.Average() * curve.PeriodsPerYear / curve.Equity.Length;
    }

    private static ConfidenceInterval? Normal(BenchmarkComparison beside) => beside is { Alpha: { } alpha, AlphaError: { } error }
        ? new ConfidenceInterval(alpha - (1.96 * error), alpha + (1.96 * error))
        : null;

    private static Cell? Beside(CellKind kind, double? value) => value is null ? null : Cell.Of(kind, value);

    private sealed record Row(string Name, Cell Value, bool IsKey, ConfidenceInterval? Resampled = null, Cell? Benchmark = null)
    {
        public ConfidenceInterval? Interval => Value.HasValue ? Resampled : null;
    }
}
