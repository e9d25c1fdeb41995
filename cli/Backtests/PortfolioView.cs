using System.Globalization;
using Serverless.Cli.Data;
using Serverless.Core.Backtesting.Portfolio;
using Serverless.Core.MarketData;
using Serverless.Infra.Runs;
using Spectre.Console;

namespace Serverless.Cli.Backtests;

/// <summary>A portfolio for people: what it was, what came of the account over time, and of each strategy and symbol.</summary>
internal static class PortfolioView
{
    private const int ChartHeight = 12;
    private const int LabelWidth = 16;

    public static void Write(RunRequest request, PortfolioSummary summary, PortfolioResult result)
    {
        WriteWhat(request, summary, result);
        if (result.Equity.Length > 1)
            Console.Write(TerminalChart.Draw(Curve(request, result), Math.Clamp(Consoles.Output.Profile.Width - LabelWidth, 20, 100), ChartHeight));
        if (summary.Figures is not null)
            Consoles.Output.Write(BacktestFigures.Of(summary));
        Consoles.Output.Write(Strategies(summary));
        Consoles.Output.Write(Symbols(summary));
        if (result.GuardEvents.Count > 0)
            Consoles.Output.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[yellow]guards of the account acted {result.GuardEvents.Count:N0} times[/]");
        foreach (var failed in summary.Strategies.Where(one => one.Failure is not null))
            Consoles.Output.MarkupLineInterpolated($"[red]closed out[/] {failed.Name}: {failed.Failure!.ToString()}");
        if (summary.Failure is { } failure)
            Consoles.Output.MarkupLineInterpolated($"[red]failed[/] {failure.ToString()}");
    }

    private static void WriteWhat(RunRequest request, PortfolioSummary summary, PortfolioResult result)
    {
        var grid = new Grid().AddColumn(new GridColumn { NoWrap = true }).AddColumn();
        Add("run", summary.RunId);
        Add("steps", string.Create(CultureInfo.InvariantCulture, $"{result.CloseTicks.Length:N0} from {summary.FirstClose:yyyy-MM-dd HH:mm} to {summary.LastClose:yyyy-MM-dd HH:mm} UTC"));
        foreach (var (source, symbol) in request.Sources.Zip(summary.Symbols))
            Add(symbol.Symbol, string.Create(CultureInfo.InvariantCulture, $"{symbol.Bars:N0} bars of {TimeframeName.Of(symbol.Timeframe)}, {source.Description}, SHA-256 {symbol.DataHash[..12]}"));
        Add("equity", string.Create(CultureInfo.InvariantCulture, $"{summary.InitialEquity:N2} → {summary.FinalEquity:N2} ({(summary.FinalEquity / summary.InitialEquity) - 1:+0.0 %;-0.0 %;0.0 %})"));
        Add("run hash", summary.RunHash);
        Consoles.Output.Write(grid);

        void Add(string name, string value) => grid.AddRow(Markup.Escape(name), Markup.Escape(value));
    }

    private static BarSeries Curve(RunRequest request, PortfolioResult result) => new(
        "equity", request.Configuration.Timeframe, result.CloseTicks, result.Equity, result.Equity, result.Equity, result.Equity, result.Equity);

    private static Table Strategies(PortfolioSummary summary)
    {
        var table = Table("strategy", "budget", "profit", "trades", "won", "costs", "ended");
        foreach (var one in summary.Strategies)
        {
            table.AddRow(
                Markup.Escape(one.Name), Share(one.Budget), Money(one.Profit), Count(one.Trades), Share(one.WinRate), Money(one.Costs.Total),
                one.Failure is null ? "" : "[red]failed[/]");
        }

        return table;
    }

    private static Table Symbols(PortfolioSummary summary)
    {
        var table = Table("symbol", "profit", "trades", "won", "costs", "saved");
        foreach (var one in summary.Symbols)
            table.AddRow(Markup.Escape(one.Symbol), Money(one.Profit), Count(one.Trades), Share(one.WinRate), Money(one.Costs.Total), Money(one.Saved));
        return table;
    }

    private static Table Table(params ReadOnlySpan<string> headings)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in headings)
            table.AddColumn(new TableColumn(heading) { Alignment = table.Columns.Count == 0 ? Justify.Left : Justify.Right, NoWrap = true });
        return table;
    }

    private static string Money(double value) => value.ToString("N2", CultureInfo.InvariantCulture);

    private static string Count(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Share(double? value) => value?.ToString("P1", CultureInfo.InvariantCulture) ?? "–";
}
