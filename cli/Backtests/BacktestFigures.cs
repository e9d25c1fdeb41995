using System.Globalization;
using Serverless.Core.Metrics;
using Serverless.Infra.Runs;
using Spectre.Console;

namespace Serverless.Cli.Backtests;

/// <summary>Figures, costs and what rests on assumptions, side by side.</summary>
internal static class BacktestFigures
{
    public static Table Of(RunSummary summary)
    {
        var columns = new[] { Return(summary.Figures!), Trading(summary.Figures!), Costs(summary), Path(summary) };
        var table = new Table().Border(TableBorder.Simple);
        foreach (var (heading, _) in columns)
        {
            table.AddColumn(new TableColumn(heading) { NoWrap = true });
            table.AddColumn(new TableColumn("").RightAligned().NoWrap());
        }

        for (var row = 0; row < columns.Max(column => column.Rows.Length); row++)
            table.AddRow([.. columns.SelectMany(column => row < column.Rows.Length ? new[] { column.Rows[row].Name, column.Rows[row].Value } : ["", ""])]);
        return table;
    }

    private static (string Heading, (string Name, string Value)[] Rows) Return(PerformanceMetrics figures) => (
        "[bold]return and risk[/]",
        [
            ("a year", Share(figures.Cagr)),
            ("volatility", Share(figures.Volatility)),
            ("Sharpe", Ratio(figures.Sharpe)),
            ("Sortino", Ratio(figures.Sortino)),
            ("Calmar", Ratio(figures.Calmar)),
            ("max drawdown", Share(figures.MaxDrawdown)),
        ]);

    private static (string Heading, (string Name, string Value)[] Rows) Trading(PerformanceMetrics figures) => (
        "[bold]trades[/]",
        [
            ("closed", figures.Trades.ToString("N0", CultureInfo.InvariantCulture)),
            ("won", Share(figures.WinRate)),
            ("profit factor", Ratio(figures.ProfitFactor)),
            ("expectancy", Money(figures.Expectancy)),
            ("in the market", Share(figures.Exposure)),
            ("turnover a year", Ratio(figures.AnnualTurnover)),
        ]);

    private static (string Heading, (string Name, string Value)[] Rows) Costs(RunSummary summary) => (
        "[bold]costs[/]",
        [
            ("commission", Money(summary.Costs.Commission)),
            ("slippage", Money(summary.Costs.Slippage)),
            ("funding", Money(summary.Costs.Funding)),
            ("borrow", Money(summary.Costs.Borrow)),
            ("total", Money(summary.Costs.Total)),
        ]);

    private static (string Heading, (string Name, string Value)[] Rows) Path(RunSummary summary) => (
        "[bold]rests on the path in bars[/]",
        [
            ("bars", summary.PathDependence.AmbiguousBars.ToString("N0", CultureInfo.InvariantCulture)),
            ("trades", Share(summary.PathDependence.TradeShare)),
            ("profit and loss", Share(summary.PathDependence.ProfitShare)),
        ]);

    private static string Share(double? value) => value?.ToString("P1", CultureInfo.InvariantCulture) ?? "–";

    private static string Ratio(double? value) => value?.ToString("N2", CultureInfo.InvariantCulture) ?? "–";

    private static string Money(double? value) => value?.ToString("N2", CultureInfo.InvariantCulture) ?? "–";
}
