using System.Globalization;
using Serverless.Cli.Data;
using Serverless.Core.Backtesting.Models;
using Serverless.Core.MarketData;
using Serverless.Infra.Runs;
using Spectre.Console;

namespace Serverless.Cli.Backtests;

/// <summary>A run of models for people: what it was, what came of the account and of each model, regimes, limits, warnings.</summary>
internal static class PlatformView
{
    private const int ChartHeight = 12;
    private const int LabelWidth = 16;

    public static void Write(ModelRunSummary summary, ModelRunResult result)
    {
        WriteWhat(summary, result);
        if (result.Portfolio.Equity.Length > 1)
            Console.Write(TerminalChart.Draw(Curve(result), Math.Clamp(Consoles.Output.Profile.Width - LabelWidth, 20, 100), ChartHeight));
        if (summary.Figures is not null)
        {
            Consoles.Output.Write(BacktestFigures.Of(summary));
            Consoles.Output.Write(Models(summary));
        }

        Consoles.Output.Write(Regimes(summary));
        if (summary.Limits.Count > 0)
            Consoles.Output.Write(Limits(summary, result.Steps.Count));
        foreach (var warning in summary.Warnings)
            Consoles.Output.MarkupLineInterpolated($"[yellow]note[/] {warning}");
        if (summary.Failure is { } failure)
            Consoles.Output.MarkupLineInterpolated($"[red]failed[/] {failure.ToString()}");
    }

    private static void WriteWhat(ModelRunSummary summary, ModelRunResult result)
    {
        var grid = new Grid().AddColumn(new GridColumn { NoWrap = true }).AddColumn();
        Add("run", summary.RunId);
        Add("models", string.Join(", ", result.Models.Select(model => model.Id)));
        Add("steps", string.Create(CultureInfo.InvariantCulture, $"{result.Portfolio.CloseTicks.Length:N0} from {summary.FirstClose:yyyy-MM-dd HH:mm} to {summary.LastClose:yyyy-MM-dd HH:mm} UTC"));
        Add("equity", string.Create(CultureInfo.InvariantCulture, $"{summary.InitialEquity:N2} → {summary.FinalEquity:N2} ({(summary.FinalEquity / summary.InitialEquity) - 1:+0.0 %;-0.0 %;0.0 %})"));
        Add("data hash", summary.DataHash);
        Add("run hash", summary.RunHash);
        Consoles.Output.Write(grid);

        void Add(string name, string value) => grid.AddRow(Markup.Escape(name), Markup.Escape(value));
    }

    // Steps are as far apart as they are: a bar of the chart is a day.
    private static BarSeries Curve(ModelRunResult result)
    {
        var (times, equity) = (new List<long>(), new List<double>());
        for (var i = 0; i < result.Portfolio.CloseTicks.Length; i++)
        {
            var day = (result.Portfolio.CloseTicks[i] - 1) / TimeSpan.TicksPerDay * TimeSpan.TicksPerDay;
            if (times is not [.., var last] || last != day)
            {
                times.Add(day);
                equity.Add(0);
            }

            equity[^1] = result.Portfolio.Equity[i];
        }

        double[] values = [.. equity];
        return new BarSeries("equity", Timeframe.D1, times.ToArray(), values, values, values, values, values);
    }

    private static Table Models(ModelRunSummary summary)
    {
        var table = Table("model", "equity", "profit", "a year", "Sharpe", "drawdown", "score", "trades", "won", "turnover", "costs");
        foreach (var model in summary.Models)
        {
            var figures = model.Figures!;
            table.AddRow(
                Markup.Escape($"{model.Name}@{model.Version}"), Money(model.FinalEquity), Money(model.Profit), Share(figures.Cagr), Ratio(figures.Sharpe),
                Share(figures.MaxDrawdown), Ratio(model.BalancedPerformance), Count(figures.Trades), Share(figures.WinRate), Ratio(figures.AnnualTurnover), Money(model.Costs.Total));
        }

        return table;
    }

    private static Table Regimes(ModelRunSummary summary)
    {
        var table = Table("regime", "decisions", "share", "spells");
        foreach (var regime in summary.Regimes)
            table.AddRow(regime.Regime, Count(regime.Decisions), Share(regime.Share), Count(regime.Spells));
        return table;
    }

    private static Table Limits(ModelRunSummary summary, int decisions)
    {
        var table = Table("limit", "of", "decisions", "share", "first", "last", "left at worst");
        foreach (var limit in summary.Limits)
        {
            table.AddRow(
                limit.Limit, Markup.Escape(limit.Subject), Count(limit.Decisions), Share((double)limit.Decisions / decisions), Day(limit.First), Day(limit.Last), Share(limit.Deepest));
        }

        return table;
    }

    private static Table Table(params ReadOnlySpan<string> headings)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in headings)
            table.AddColumn(new TableColumn(heading) { Alignment = table.Columns.Count == 0 ? Justify.Left : Justify.Right, NoWrap = true });
        return table;
    }

    private static string Day(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Money(double value) => value.ToString("N2", CultureInfo.InvariantCulture);

    private static string Count(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Ratio(double? value) => value?.ToString("N2", CultureInfo.InvariantCulture) ?? "–";

    private static string Share(double? value) => value?.ToString("P1", CultureInfo.InvariantCulture) ?? "–";
}
