using System.Globalization;
using Serverless.Cli.Data;
using Serverless.Core.Backtesting;
using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Simulation;
using Serverless.Core.MarketData;
using Serverless.Infra.Runs;
using Spectre.Console;

namespace Serverless.Cli.Backtests;

/// <summary>A run for people: what it was, what came of it, its equity over time, its last trades.</summary>
internal static class BacktestView
{
    private const int ChartHeight = 12;
    private const int LabelWidth = 16;
    private const int TradesShown = 5;
    private const int MessagesShown = 5;

    public static void Write(RunInput input, RunSummary summary, EventBacktestResult result)
    {
        WriteWhat(input, summary, result);
        if (result.Equity.Length > 1)
            Console.Write(TerminalChart.Draw(Curve(input.Bars, result), Math.Clamp(Consoles.Output.Profile.Width - LabelWidth, 20, 100), ChartHeight));
        if (result.Metrics is not null)
            Consoles.Output.Write(BacktestFigures.Of(summary));
        if (result.Trades.Count > 0)
            Consoles.Output.Write(Trades(input.Bars, result.Trades));
        WriteMessages(result);
        if (result.Failure is { } failure)
            Consoles.Output.MarkupLineInterpolated($"[red]failed[/] {failure.ToString()}");
    }

    private static void WriteWhat(RunInput input, RunSummary summary, EventBacktestResult result)
    {
        var grid = new Grid().AddColumn(new GridColumn { NoWrap = true }).AddColumn();
        Add("run", summary.RunId);
        Add("strategy", $"{summary.Strategy}: {input.Strategy.Parameters}");
        Add("bars", string.Create(CultureInfo.InvariantCulture, $"{summary.Symbol} {TimeframeName.Of(summary.Timeframe)}, {result.OpenTicks.Length:N0} from {summary.FirstBar:yyyy-MM-dd HH:mm} to {summary.LastBar:yyyy-MM-dd HH:mm} UTC"));
        Add("data", $"{input.Source}, SHA-256 {summary.DataHash[..12]}");
        Add("equity", string.Create(CultureInfo.InvariantCulture, $"{summary.InitialEquity:N2} → {summary.FinalEquity:N2} ({(summary.FinalEquity / summary.InitialEquity) - 1:+0.0 %;-0.0 %;0.0 %})"));
        Add("run hash", summary.RunHash);
        Consoles.Output.Write(grid);

        void Add(string name, string value) => grid.AddRow(name, Markup.Escape(value));
    }

    private static BarSeries Curve(BarSeries bars, EventBacktestResult result) => new(
        bars.Symbol, bars.Timeframe, result.OpenTicks, result.Equity, result.Equity, result.Equity, result.Equity, result.Equity);

    private static Table Trades(BarSeries bars, IReadOnlyList<ClosedTrade> trades)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in new[] { "last trades", "entry", "exit", "units", "in", "out", "net profit", "MAE", "MFE" })
            table.AddColumn(new TableColumn(heading) { Alignment = heading is "last trades" or "entry" or "exit" ? Justify.Left : Justify.Right, NoWrap = true });
        foreach (var trade in trades.Skip(trades.Count - TradesShown))
        {
            table.AddRow(
                trade.Quantity > 0 ? "long" : "short",
                Time(bars.OpenTime(trade.Entry.Bar)),
                $"{Time(bars.OpenTime(trade.Exit.Bar))} {trade.Exit.Role}",
                Figure(Math.Abs(trade.Quantity)),
                Figure(trade.EntryPrice),
                Figure(trade.ExitPrice),
                trade.NetProfit.ToString("N2", CultureInfo.InvariantCulture),
                trade.Excursion.Adverse.ToString("P1", CultureInfo.InvariantCulture),
                trade.Excursion.Favourable.ToString("P1", CultureInfo.InvariantCulture));
        }

        return table;
    }

    private static void WriteMessages(EventBacktestResult result)
    {
        foreach (var entry in result.Log.Where(entry => entry.Severity != RunLogSeverity.Info).Take(MessagesShown))
            Consoles.Output.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[yellow]{entry.Severity.ToString().ToLowerInvariant()}[/] {entry.Time:yyyy-MM-dd HH:mm}Z: {entry.Message}");
        if (result.Log.Count + result.LogDropped is > 0 and var count)
            Consoles.Output.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]the strategy left {count:N0} messages[/]");
    }

    private static string Time(DateTime time) => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Figure(double value) => value.ToString("G7", CultureInfo.InvariantCulture);
}
