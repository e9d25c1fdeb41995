using Serverless.Core.Metrics;
using Serverless.Core.Reporting.Charts;
using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.Runs;
using Serverless.Core.Reporting.TearSheets;
using Serverless.Core.Validation.Bootstrap;

namespace Serverless.Core.Reporting.Comparisons;

/// <summary>Runs side by side: figures, equity, whether differences to the first may be luck, and where their configurations differ.</summary>
public static class RunComparison
{
    private static readonly BootstrapSettings Histories = new() { Replications = 1000, Seed = 1 };

    /// <summary>Makes the report.</summary>
    /// <param name="runs">At least two; all are compared with the first.</param>
    /// <exception cref="ArgumentException">There are fewer than two, or one has no steps.</exception>
    public static ReportDocument Of(IReadOnlyList<ReportRun> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (runs.Count < 2)
            throw new ArgumentException("A comparison needs two runs.", nameof(runs));
        if (runs.FirstOrDefault(run => run.Curve.Equity.Length == 0) is { } empty)
            throw new ArgumentException($"{empty.RunId} has no steps.", nameof(runs));
        var names = Names(runs);
        return new ReportDocument(
            $"Comparison of {runs.Count} runs",
            string.Join(" · ", names),
            [
                new ReportSection("figures", "Figures", [new TableBlock(Figures(runs, names))]),
                new ReportSection("equity", "Equity", [new ChartBlock(Equity(runs, names))]),
                new ReportSection("differences", "Differences", [new TableBlock(Differences(runs, names)), new ProseBlock($"Over the time that both cover, day by day; on a day without bars a run earned nothing. Intervals of 95 %: {Words.Count(Histories.Replications)} histories of days drawn for both at once (stationary bootstrap, seed {Histories.Seed}); p-value by Ledoit and Wolf (2008), that the Sharpe ratios are equal. Whoever compares many runs must expect that one looks better by luck.")]),
                new ReportSection("configurations", "Configurations", [Configurations(runs, names)]),
                new ReportSection("runs", "Runs", [new TableBlock(Identity(runs, names))]),
            ]);
    }

    private static ReportTable Figures(IReadOnlyList<ReportRun> runs, string[] names)
    {
        Cell[] Row(string name, CellKind kind, Sample sample, Func<PerformanceMetrics, double?> figure) =>
            [Cell.Text(name), .. runs.Select(run => run.Figures is { } figures ? sample(run, kind, figure(figures)) : Cell.Of(kind, null, "failed"))];
        static Cell Always(ReportRun run, CellKind kind, double? value) => Cell.Of(kind, value);
        static Cell Days(ReportRun run, CellKind kind, double? value) => MinimumSample.OfDays(run.Curve, kind, value);
        static Cell Span(ReportRun run, CellKind kind, double? value) => MinimumSample.OfSpan(run.Curve, kind, value);
        static Cell Trades(ReportRun run, CellKind kind, double? value) => MinimumSample.OfTrades(run.Trades.Count, kind, value);
        return new ReportTable(
            "comparison",
            "Figures as each run measured them, over its own time.",
            ["Figure", .. names],
            [
                [Cell.Text("First day"), .. runs.Select(run => Cell.Date(ReportCurve.DateOf(run.Curve.Daily.Days[0])))],
                [Cell.Text("Last day"), .. runs.Select(run => Cell.Date(ReportCurve.DateOf(run.Curve.Daily.Days[^1])))],
                Row("Total return", CellKind.Percent, Always, figures => figures.TotalReturn),
                Row("CAGR", CellKind.Percent, Span, figures => figures.Cagr),
                Row("Volatility", CellKind.Percent, Days, figures => figures.Volatility),
                Row("Sharpe ratio", CellKind.Ratio, Days, figures => figures.Sharpe),
                Row("Sortino ratio", CellKind.Ratio, Days, figures => figures.Sortino),
                Row("Calmar ratio", CellKind.Ratio, Span, figures => figures.Calmar),
                Row("Maximum drawdown", CellKind.Percent, Always, figures => figures.MaxDrawdown),
                Row("Balanced performance score", CellKind.Ratio, Trades, BalancedPerformance.Of),
                Row("Trades", CellKind.Count, Always, figures => figures.Trades),
                Row("Hit rate", CellKind.Percent, Trades, figures => figures.WinRate),
                Row("Profit factor", CellKind.Ratio, Trades, figures => figures.ProfitFactor),
                Row("Turnover a year", CellKind.Ratio, Span, figures => figures.AnnualTurnover),
                [Cell.Text("Costs"), .. runs.Select(run => Cell.Money(run.Costs.Total))],
            ]);
    }

    private static LineChart Equity(IReadOnlyList<ReportRun> runs, string[] names)
    {
        var ends = runs.SelectMany(run => run.Curve.Daily.Days.Select(day => ReportCurve.DateOf(day))).GroupBy(date => (date.Year, date.Month)).OrderBy(month => month.Key).Select(month => month.Max());
        var growth = runs.Select(run => Array.ConvertAll(run.Curve.Equity, value => value / run.Curve.Initial)).ToList();
        return new LineChart(
            "comparison-equity",
            "Growth of 1",
            string.Join("; ", names.Zip(growth, (name, values) => $"{name} ended at {Words.Ratio(values[^1])}")) + ".",
            new ReportTable(
                "comparison-equity-table",
                "Equity ÷ initial equity at month ends.",
                ["Date", .. names],
                [.. ends.Select(date => (Cell[])[Cell.Date(date), .. runs.Select((run, index) => Cell.Ratio(At(run.Curve, growth[index], date)))])]))
        {
            Series = [.. runs.Select((run, index) => ChartSeries.Over(names[index], run.Curve.CloseTicks, growth[index]))],
            Kind = CellKind.Ratio,
            Baseline = 1,
        };
    }

    private static double? At(ReportCurve curve, double[] growth, DateTime date)
    {
        var end = date.AddDays(1).Ticks;
        var index = Array.BinarySearch(curve.CloseTicks, end);
        index = index >= 0 ? index : ~index - 1;
        return index < 0 || (index == growth.Length - 1 && end - curve.CloseTicks[^1] > TimeSpan.TicksPerDay * 31) ? null : growth[index];
    }

    private static ReportTable Differences(IReadOnlyList<ReportRun> runs, string[] names) => new(
        "differences-table",
        $"Each run less {names[0]}, from daily returns.",
        ["Run", "Days", "Sharpe ratio", "95 % from", "to", "p-value", "Return a year", "95 % from", "to", "Correlation"],
        [.. runs.Skip(1).Select((run, index) => Row(names[index + 1], PairedDifference.Of(run.Curve, runs[0].Curve, Histories)))]);

    private static Cell[] Row(string name, PairedDifference difference)
    {
        Cell Of(CellKind kind, double? value) => Cell.From(difference.Days, MinimumSample.Days, kind, value);
        return
        [
            Cell.Text(name),
            Cell.Count(difference.Days),
            Of(CellKind.Ratio, difference.Sharpe),
            Of(CellKind.Ratio, difference.SharpeInterval?.Low),
            Of(CellKind.Ratio, difference.SharpeInterval?.High),
            Of(CellKind.Probability, difference.PValue),
            Of(CellKind.Percent, difference.MeanReturn),
            Of(CellKind.Percent, difference.MeanReturnInterval?.Low),
            Of(CellKind.Percent, difference.MeanReturnInterval?.High),
            Of(CellKind.Ratio, difference.Correlation),
        ];
    }

    private static ReportBlock Configurations(IReadOnlyList<ReportRun> runs, string[] names)
    {
        var all = runs.Select(run => FlatConfiguration.Of(run.Configuration).ToDictionary(fact => fact.Name, fact => fact.Value)).ToList();
        var differing = all.SelectMany(one => one.Keys).Distinct()
            .Where(key => all.Select(one => one.GetValueOrDefault(key)).Distinct().Count() > 1)
            .ToList();
        if (differing.Count == 0)
            return new ProseBlock("The configurations are the same.");
        return new TableBlock(new ReportTable(
            "configuration-differences",
            "Keys that differ.",
            ["Key", .. names],
            [.. differing.Select(key => (Cell[])[Cell.Text(key), .. all.Select(one => Cell.Text(one.GetValueOrDefault(key)))])]));
    }

    private static ReportTable Identity(IReadOnlyList<ReportRun> runs, string[] names) => new(
        "runs-table",
        "What was compared.",
        ["Run", "What", "Data", "Configuration", "Results", "Code"],
        [.. runs.Select((run, index) => (Cell[])
        [
            Cell.Text(names[index]),
            Cell.Text(run.Title),
            Cell.Text(run.DataHash[..12]),
            Cell.Text(run.ConfigurationHash[..12]),
            Cell.Text(run.RunHash[..12]),
            Cell.Text(Words.Code(run.CodeVersion)),
        ])]);

    private delegate Cell Sample(ReportRun run, CellKind kind, double? value);

    // The same run twice, or two runs of one id, must stay apart.
    private static string[] Names(IReadOnlyList<ReportRun> runs) =>
        [.. runs.Select((run, index) => runs.Count(other => other.RunId == run.RunId) == 1 ? run.RunId : $"{run.RunId} #{index + 1}")];
}
