using Serverless.Core.Backtesting.Models;
using Serverless.Core.MarketData;

namespace Serverless.Core.Backtesting.Results;

/// <summary>All that a run of models left, as tables: those of <see cref="PortfolioTables"/>, where strategies are models, and their own.</summary>
public static class ModelTables
{
    /// <summary>
    /// The tables of the account and its orders, then <c>decisions</c>, <c>attribution</c>, <c>adjustments</c>, <c>skipped</c>, <c>regimes</c>,
    /// <c>model_equity</c>, <c>holdings</c>, <c>missing_data</c> and <c>benchmark</c>, in this order. docs/portfolio.md has the columns.
    /// </summary>
    /// <param name="traded">The series that were traded: <see cref="ModelRun.Traded"/>.</param>
    /// <param name="result">The run.</param>
    public static IReadOnlyList<ResultTable> Of(IReadOnlyList<BarSeries> traded, ModelRunResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var closes = Array.ConvertAll(result.Portfolio.CloseTicks, ticks => new DateTime(ticks, DateTimeKind.Utc));
        return
        [
            .. PortfolioTables.Of(traded, result.Portfolio),
            DecisionTables.Decisions(result.Steps),
            DecisionTables.Attribution(result.Steps),
            DecisionTables.Adjustments(result.Steps),
            DecisionTables.Skipped(result.Steps),
            RegimeTable.Of(result.Steps),
            Equity(closes, result.Models),
            Holdings(closes, result.Holdings),
            Missing(result.Missing),
            Benchmark(result.Benchmark),
        ];
    }

    private static ResultTable Equity(DateTime[] closes, IReadOnlyList<ModelLedger> models)
    {
        return new ResultTable(
            "model_equity",
            [
                ResultColumn.Of("model", [.. models.SelectMany(model => Enumerable.Repeat(model.Name, closes.Length))]),
                ResultColumn.Of("time", [.. models.SelectMany(_ => closes)]),
                Column("budget", model => model.Budget),
                Column("equity", model => model.Equity),
                Column("profit", model => model.Profit),
                Column("contribution", model => model.Contribution),
                Column("return", model => model.Return),
                Column("gross", model => model.Gross),
                Column("net", model => model.Net),
                Column("turnover", model => model.Turnover),
            ]);

        ResultColumn Column(string name, Func<ModelLedger, double[]> values) => ResultColumn.Of(name, models.SelectMany(values).ToArray());
    }

    // A row for what is held; nothing held is no row.
    private static ResultTable Holdings(DateTime[] closes, IReadOnlyList<ModelHoldings> holdings)
    {
        var held =
            from one in holdings
            from step in Enumerable.Range(0, closes.Length)
            where one.Units[step] != 0
            select (one.Model, one.Symbol, Time: closes[step], Units: one.Units[step], Weight: one.Weight[step]);
        var rows = new Rows<(string Model, string Symbol, DateTime Time, double Units, double Weight)>([.. held]);
        return new ResultTable(
            "holdings",
            [
                rows.Texts("model", row => row.Model),
                rows.Texts("symbol", row => row.Symbol),
                rows.Times("time", row => row.Time),
                rows.Figures("units", row => row.Units),
                rows.Figures("weight", row => row.Weight),
            ]);
    }

    // Without a benchmark it has no rows.
    private static ResultTable Benchmark(BarSeries? bars) => new(
        "benchmark",
        [
            ResultColumn.Of("symbol", bars is null ? [] : [.. Enumerable.Repeat(bars.Symbol, bars.Count)]),
            ResultColumn.Of("time", bars is null ? [] : [.. Enumerable.Range(0, bars.Count).Select(bars.OpenTime)]),
            ResultColumn.Of("close", bars is null ? [] : bars.Close.ToArray()),
        ]);

    private static ResultTable Missing(IReadOnlyList<MissingSeries> missing)
    {
        var rows = new Rows<MissingSeries>(missing);
        return new ResultTable(
            "missing_data",
            [
                rows.Texts("model", row => row.Model),
                rows.Texts("symbol", row => row.Symbol),
                rows.Names("timeframe", row => row.Timeframe),
                rows.Texts("policy", row => row.Policy),
                rows.Whole("expected", row => row.Counts.Expected),
                rows.Whole("present", row => row.Counts.Present),
                rows.Whole("filled", row => row.Counts.Filled),
                rows.Whole("absent", row => row.Counts.Absent),
                rows.Whole("longest_gap", row => row.Counts.LongestGap),
                rows.Whole("longest_fill", row => row.Counts.LongestFill),
            ]);
    }
}
