using Serverless.Core.Metrics;
using Serverless.Core.Reporting.Charts;
using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.Runs;

namespace Serverless.Core.Reporting.TearSheets;

/// <summary>Strategies or models side by side, then one by one: what each made of its own capital.</summary>
internal static class ModelsSection
{
    private const int MostOnTheirOwn = 8;
    private const int MostLines = 6;

    public static IEnumerable<ReportSection> Of(SheetFigures figures)
    {
        if (figures.Run.Sleeves.Count == 0)
            yield break;
        var sleeves = figures.Run.Sleeves.Select(sleeve => SleeveFigures.Of(figures.Run, sleeve)).ToList();
        yield return Together(figures, sleeves);
        foreach (var (sleeve, index) in sleeves.Take(MostOnTheirOwn).Select((sleeve, index) => (sleeve, index)))
            yield return Alone(figures, sleeve, $"model-{index + 1}");
    }

    private static ReportSection Together(SheetFigures figures, List<SleeveFigures> sleeves)
    {
        var account = figures.Run.Curve;
        var made = sleeves.OrderByDescending(sleeve => sleeve.Contribution).ToList();
        var summary = $"Of {Words.Signed((account.Equity[^1] / account.Initial) - 1)} in all, {string.Join(", ", made.Take(MostLines).Select(sleeve => $"{sleeve.Sleeve.Name} made {Words.Signed(sleeve.Contribution)}"))}.";
        var ends = CurveTable.MonthEnds(account).ToList();
        var contribution = new LineChart(
            "model-contribution",
            "Contribution of each model",
            summary,
            new ReportTable(
                "model-contribution-table",
                "Profit made by each model at month ends, ÷ initial equity of the account.",
                ["Date", .. sleeves.Select(sleeve => sleeve.Sleeve.Name)],
                [.. ends.Select(end => (Cell[])[Cell.Date(end.Date), .. sleeves.Select(sleeve => Cell.Percent(sleeve.Sleeve.Profit[end.Index] / account.Initial))])]))
        {
            Series = [.. made.Take(MostLines).Select(sleeve => ChartSeries.Over(sleeve.Sleeve.Name, account.CloseTicks, Array.ConvertAll(sleeve.Sleeve.Profit, profit => profit / account.Initial)))],
            Kind = CellKind.Percent,
            Baseline = 0,
        };
        return new ReportSection("models", "Models", [new TableBlock(Table(figures, sleeves)), new ChartBlock(contribution)]);
    }

    private static ReportTable Table(SheetFigures figures, List<SleeveFigures> sleeves) => new(
        "models-table",
        "Each model on its own capital: its budget of the account's equity. Contributions sum to the return of the account.",
        ["Model", "Last budget", "Contribution", "Total return", "CAGR", "Volatility", "Sharpe ratio", "Max. drawdown", "Turnover a year", "Trades", "Hit rate"],
        [.. sleeves.Select(sleeve => (Cell[])
        [
            Cell.Text(sleeve.Sleeve.Name),
            Cell.Percent(sleeve.Sleeve.Budget[^1]),
            Cell.Percent(sleeve.Contribution),
            Cell.Percent(sleeve.Figures?.TotalReturn),
            figures.OfSpan(CellKind.Percent, sleeve.Figures?.Cagr),
            figures.OfDays(CellKind.Percent, sleeve.Figures?.Volatility),
            figures.OfDays(CellKind.Ratio, sleeve.Figures?.Sharpe),
            Cell.Percent(sleeve.Figures?.MaxDrawdown),
            figures.OfSpan(CellKind.Ratio, sleeve.Figures?.AnnualTurnover),
            Cell.Count(sleeve.Trades.Count),
            Cell.From(sleeve.Trades.Count, MinimumSample.Trades, CellKind.Percent, sleeve.Figures?.WinRate),
        ])]);

    private static ReportSection Alone(SheetFigures figures, SleeveFigures sleeve, string id)
    {
        var name = $"{sleeve.Sleeve.Name}{(sleeve.Sleeve.Version is { } version ? $" {version}" : "")}";
        if (sleeve is not { Curve: { } curve, Figures: { } measured })
            return new ReportSection(id, name, [new ProseBlock("It had no capital of its own, or lost more than its budget in one step: it has no returns.")]);
        var under = curve.Underwater();
        var table = new ReportTable(
            $"{id}-table",
            "Equity and drawdown at month ends.",
            ["Date", "Equity", "Below the highest equity"],
            [.. CurveTable.MonthEnds(curve).Select(end => (Cell[])[Cell.Date(end.Date), Cell.Money(curve.Equity[end.Index]), Cell.Percent(under[end.Index])])]);
        return new ReportSection(
            id,
            name,
            [
                .. sleeve.Sleeve.Failure is { } failure ? [new ProseBlock($"Closed out: {failure}")] : Array.Empty<ReportBlock>(),
                new FiguresBlock(
                [
                    new ReportFigure("Total return", Cell.Percent(measured.TotalReturn)),
                    new ReportFigure("CAGR", figures.OfSpan(CellKind.Percent, measured.Cagr)),
                    new ReportFigure("Sharpe ratio", figures.OfDays(CellKind.Ratio, measured.Sharpe)),
                    new ReportFigure("Maximum drawdown", Cell.Percent(measured.MaxDrawdown)),
                    new ReportFigure("Turnover a year", figures.OfSpan(CellKind.Ratio, measured.AnnualTurnover)),
                ]),
                new ChartBlock(new LineChart(
                    $"{id}-equity",
                    $"Equity of {name} on its own capital",
                    $"{Words.Money(curve.Initial)} became {Words.Money(curve.Equity[^1])}; the deepest drawdown was {Words.Percent(measured.MaxDrawdown)}.",
                    table)
                {
                    Series = [ChartSeries.Over("Equity", curve.CloseTicks, curve.Equity)],
                    Kind = CellKind.Money,
                }),
                new ChartBlock(new LineChart(
                    $"{id}-underwater",
                    "Under water",
                    $"How far {name} lies below its highest equity.",
                    table with { Id = $"{id}-underwater-table" })
                {
                    Series = [ChartSeries.Over("Drawdown", curve.CloseTicks, under)],
                    Kind = CellKind.Percent,
                    Baseline = 0,
                    IsFilled = true,
                }),
                new ChartBlock(MonthlyReturns.Of(curve.Daily).Chart($"{id}-months", "Monthly returns")),
            ]);
    }
}
