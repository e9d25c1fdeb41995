using Serverless.Core.Metrics;
using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.Runs;

namespace Serverless.Core.Reporting.TearSheets;

/// <summary>What would be left at other costs, on the same fills and sizes.</summary>
internal static class CostsSection
{
    private static readonly double[] Multiples = [0, 0.5, 1, 1.5, 2, 3];

    public static ReportSection? Of(SheetFigures figures)
    {
        var run = figures.Run;
        var total = run.Fills.Sum(fill => fill.Cost);
        if (total <= 0)
            return null;
        var paid = Paid(run);
        var net = run.Curve.Equity[^1] - run.Curve.Initial;
        var breakEven = 1 + (net / total);
        return new ReportSection(
            "costs",
            "Cost sensitivity",
            [
                new ProseBlock(breakEven > 0
                    ? $"Commission and slippage of {Words.Count(run.Fills.Count)} fills came to {Words.Money(total)}. The run breaks even at {Words.Ratio(breakEven)} times these costs. Same fills, same sizes; funding and borrowing as they were."
                    : $"Commission and slippage of {Words.Count(run.Fills.Count)} fills came to {Words.Money(total)}. The run loses even without them. Same fills, same sizes; funding and borrowing as they were."),
                new TableBlock(new ReportTable(
                    "cost-sensitivity",
                    "The run at multiples of its commission and slippage.",
                    ["Costs", "Net profit", "Total return", "CAGR", "Sharpe ratio", "Maximum drawdown"],
                    [.. Multiples.Select(multiple => Row(figures, paid, multiple))])),
            ]);
    }

    private static Cell[] Row(SheetFigures figures, double[] paid, double multiple)
    {
        var curve = figures.Run.Curve;
        double[] equity = [.. curve.Equity.Zip(paid, (value, cost) => value - ((multiple - 1) * cost))];
        var name = Cell.Text(multiple == 1 ? "× 1, as run" : $"× {Words.Ratio(multiple)}");
        if (equity.Min() <= 0)
            return [name, Cell.Money(equity[^1] - curve.Initial), .. Enumerable.Repeat(Cell.Text("ruined"), 4)];
        var returns = new double[equity.Length];
        EquityReturns.Compute(curve.Initial, equity, returns);
        var measured = PerformanceMetrics.Measure(returns, curve.PeriodsPerYear, [], default);
        return
        [
            name,
            Cell.Money(equity[^1] - curve.Initial),
            Cell.Percent(measured.TotalReturn),
            figures.OfSpan(CellKind.Percent, measured.Cagr),
            figures.OfDays(CellKind.Ratio, measured.Sharpe),
            Cell.Percent(measured.MaxDrawdown),
        ];
    }

    // Costs paid by each step.
    private static double[] Paid(ReportRun run)
    {
        var paid = new double[run.Curve.CloseTicks.Length];
        var next = 0;
        var sum = 0.0;
        for (var i = 0; i < paid.Length; i++)
        {
            for (; next < run.Fills.Count && run.Fills[next].Time.Ticks < run.Curve.CloseTicks[i]; next++)
                sum += run.Fills[next].Cost;
            paid[i] = sum;
        }

        return paid;
    }
}
