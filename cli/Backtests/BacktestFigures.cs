using System.Globalization;
using Serverless.Core.Execution.Accounts;
using Serverless.Core.Metrics;
using Serverless.Infra.Runs;
using Spectre.Console;

namespace Serverless.Cli.Backtests;

/// <summary>Figures, costs and what rests on assumptions, side by side.</summary>
internal static class BacktestFigures
{
    public static Table Of(RunSummary summary) =>
        Of(Return(summary.Figures!), Trading(summary.Figures!), Costs(summary.Costs), Path(summary));

    public static Table Of(PortfolioSummary summary) =>
        Of(Return(summary.Figures!), Trading(summary.Figures!), Costs(summary.Costs, ("saved by netting", Money(summary.Saved))), Exposure(summary.Exposure));

    public static Table Of(ModelRunSummary summary) => Of(
        Return(summary.Figures!, ("balanced score", Ratio(summary.BalancedPerformance))),
        Trading(summary.Figures!),
        Costs(summary.Costs, ("saved by crossing", Money(summary.Saved))),
        Exposure(summary.Exposure));

    private static Table Of(params ReadOnlySpan<(string Heading, (string Name, string Value)[] Rows)> blocks)
    {
        var columns = blocks.ToArray();
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

    private static (string Heading, (string Name, string Value)[] Rows) Return(PerformanceMetrics figures, params ReadOnlySpan<(string Name, string Value)> more) => (
        "[bold]return and risk[/]",
        [
            ("a year", Share(figures.Cagr)),
            ("volatility", Share(figures.Volatility)),
            ("Sharpe", Ratio(figures.Sharpe)),
            ("Sortino", Ratio(figures.Sortino)),
            ("Calmar", Ratio(figures.Calmar)),
            ("max drawdown", Share(figures.MaxDrawdown)),
            .. more,
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

    private static (string Heading, (string Name, string Value)[] Rows) Costs(CostLines costs, params ReadOnlySpan<(string Name, string Value)> more) => (
        "[bold]costs[/]",
        [
            ("commission", Money(costs.Commission)),
            ("slippage", Money(costs.Slippage)),
            ("funding", Money(costs.Funding)),
            ("borrow", Money(costs.Borrow)),
            ("total", Money(costs.Total)),
            .. more,
        ]);

    private static (string Heading, (string Name, string Value)[] Rows) Path(RunSummary summary) => (
        "[bold]rests on the path in bars[/]",
        [
            ("bars", summary.PathDependence.AmbiguousBars.ToString("N0", CultureInfo.InvariantCulture)),
            ("trades", Share(summary.PathDependence.TradeShare)),
            ("profit and loss", Share(summary.PathDependence.ProfitShare)),
        ]);

    private static (string Heading, (string Name, string Value)[] Rows) Exposure(PortfolioExposure exposure) => (
        "[bold]share of equity held[/]",
        [
            ("gross, mean", Share(exposure.MeanGross)),
            ("gross, most", Share(exposure.MaxGross)),
            ("net, mean", Share(exposure.MeanNet)),
            ("net, least", Share(exposure.MinNet)),
            ("net, most", Share(exposure.MaxNet)),
        ]);

    private static string Share(double? value) => value?.ToString("P1", CultureInfo.InvariantCulture) ?? "–";

    private static string Ratio(double? value) => value?.ToString("N2", CultureInfo.InvariantCulture) ?? "–";

    private static string Money(double? value) => value?.ToString("N2", CultureInfo.InvariantCulture) ?? "–";
}
