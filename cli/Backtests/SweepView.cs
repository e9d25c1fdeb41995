using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Serverless.Core.Backtesting.Sweeps;
using Serverless.Core.Strategies;
using Serverless.Infra.Runs;
using Spectre.Console;

namespace Serverless.Cli.Backtests;

/// <summary>Progress of a sweep on stderr, its result on stdout.</summary>
/// <param name="figure">What rows are ranked by.</param>
/// <param name="top">Rows that are shown.</param>
/// <param name="json">Whether all rows are printed as JSON instead.</param>
internal sealed class SweepView(SweepFigure figure, int top, bool json)
{
    // Beside the figure that rows are ranked by.
    private static readonly string[] Shown = ["sharpe", "total_return", "max_drawdown", "trades", "win_rate", "profit_factor"];

    /// <summary>Shows a bar on a terminal, or a line for every tenth of the work where stderr goes to a file.</summary>
    public static async Task<T> FollowAsync<T>(Func<IProgress<SweepProgress>, Task<T>> work)
    {
        var notes = Consoles.Error;
        if (!notes.Profile.Capabilities.Interactive)
            return await work(new Lines(notes));
        return await notes.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(new Bar(context.AddTask("sets"))));
    }

    public void Report(
        StrategySchema strategy, string key, string span, int excluded, IReadOnlyList<ParameterAxis> axes, IReadOnlyList<SweepRow> rows, TimeSpan elapsed)
    {
        if (json)
        {
            Console.WriteLine(CommandJson.Serialize(new
            {
                Strategy = strategy.Name,
                Key = key,
                Seconds = Math.Round(elapsed.TotalSeconds, 3),
                Sets = rows.Count,
                Excluded = excluded,
                Rows = JsonNode.Parse(ResultText.Json(SweepTable.Of(rows))),
            }));
            return;
        }

        var ranked = figure.Rank(rows);
        var changing = axes.Where(axis => axis.Values.Count > 1).ToList();
        Consoles.Output.Write(Table(strategy, changing, ranked));
        if (changing is [var down, var across])
            HeatMap.Write(Consoles.Output, strategy, figure, down, across, rows);
        var failed = rows.Count(row => row.Failure is not null);
        Consoles.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{strategy.Name}: {rows.Count:N0} sets over {span} in {elapsed.TotalSeconds:0.00} s, ranked by {figure.Name}"
            + $"{(excluded > 0 ? $"; {excluded:N0} more do not go together" : "")}{(failed > 0 ? $"; {failed:N0} failed" : "")}."));
        if (rows.FirstOrDefault(row => row.Failure is not null) is { } example)
            Consoles.Output.MarkupLineInterpolated($"[yellow]failed[/] {Names(strategy, example.Parameters.Keys, example)}: {example.Failure!.ToString()}");
    }

    private Table Table(StrategySchema strategy, IReadOnlyList<ParameterAxis> changing, IReadOnlyList<SweepRow> ranked)
    {
        var figures = Shown.Where(name => name != figure.Name).Select(name => SweepFigure.All.First(one => one.Name == name)).Prepend(figure).ToList();
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in changing.Select(axis => axis.Name).Prepend("#").Concat(figures.Select(one => one.Name.Replace('_', ' '))))
            table.AddColumn(new TableColumn(heading).RightAligned().NoWrap());
        foreach (var (row, place) in ranked.Take(top).Select((row, index) => (row, index + 1)))
        {
            table.AddRow(
            [
                place.ToString(CultureInfo.InvariantCulture),
                .. changing.Select(axis => Markup.Escape(strategy.Input(axis.Name).Format(row.Parameters[axis.Name]))),
                .. figures.Select(one => FigureText.Of(one, one.Of(row))),
            ]);
        }

        return table;
    }

    private static string Names(StrategySchema strategy, IEnumerable<string> names, SweepRow row) =>
        new StringBuilder().AppendJoin(", ", names.Select(name => $"{name}={strategy.Input(name).Format(row.Parameters[name])}")).ToString();

    private sealed class Bar(ProgressTask task) : IProgress<SweepProgress>
    {
        public void Report(SweepProgress value)
        {
            (task.MaxValue, task.Value) = (value.Total, value.Done);
            task.Description = string.Create(CultureInfo.InvariantCulture, $"{value.Done:N0}/{value.Total:N0} sets, {value.PerSecond:N0} a second");
        }
    }

    private sealed class Lines(IAnsiConsole console) : IProgress<SweepProgress>
    {
        private int tenths = -1;

        public void Report(SweepProgress value)
        {
            if (10 * value.Done / value.Total <= tenths)
                return;
            tenths = 10 * value.Done / value.Total;
            var left = value.Remaining is { } time ? string.Create(CultureInfo.InvariantCulture, $", about {time.TotalSeconds:0} s left") : "";
            var resumed = value.Resumed > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({value.Resumed:N0} of them resumed)") : "";
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]•[/] {value.Done:N0}/{value.Total:N0} sets{resumed}{left}");
        }
    }
}
