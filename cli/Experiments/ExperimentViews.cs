using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Infra.Experiments;
using Spectre.Console;

namespace Serverless.Cli.Experiments;

/// <summary>Records for people.</summary>
internal static class ExperimentViews
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] Usual = ["sharpe", "cagr", "max_drawdown", "balanced_performance"];
    private static readonly string[] Shares = ["total_return", "cagr", "volatility", "max_drawdown", "exposure", "win_rate"];

    public static void List(ExperimentQuery query, IReadOnlyList<ExperimentRecord> records)
    {
        string[] told = ["id", "name", "kind", "status"];
        var fields = Usual.Concat(query.Conditions.Select(condition => condition.Field)).Append(query.Sort).OfType<string>().Except(told).Distinct().ToList();
        var table = TableOf(["recorded (UTC)", "id", "experiment", "what", "of", .. fields], leftAligned: 5);
        foreach (var record in records)
        {
            table.AddRow(
            [
                record.RecordedAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                Markup.Escape(record.Id),
                record.Name,
                Colour(record, $"{record.Kind.ToString().ToLowerInvariant()}{(record.Status == ExperimentStatus.Completed ? "" : $", {record.Status.ToString().ToLowerInvariant()}")}"),
                Markup.Escape($"{string.Join(" ", record.Models.Take(3))}{(record.Models.Count > 3 ? " …" : "")} on {string.Join(" ", record.Data.Select(one => one.Symbol).Take(4))}{(record.Data.Count > 4 ? " …" : "")}"),
                .. fields.Select(field => Markup.Escape(Text(field, ExperimentField.Of(record, field)))),
            ]);
        }

        if (records.Count > 0)
            Consoles.Output.Write(table);
        else
            Consoles.Output.WriteLine("There are no such runs.");
    }

    public static void Show(ExperimentRecord record, JsonNode configuration)
    {
        var grid = new Grid().AddColumn(new GridColumn { NoWrap = true }).AddColumn();
        foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)
        [
            ("run", record.Id), ("experiment", record.Name), ("what", record.Kind.ToString().ToLowerInvariant()),
            ("status", record.Status.ToString().ToLowerInvariant()), ("error", record.Error),
            ("recorded", string.Create(CultureInfo.InvariantCulture, $"{record.RecordedAt:yyyy-MM-dd HH:mm:ss}Z, {record.Runs} times, last {record.LastRunAt:yyyy-MM-dd HH:mm:ss}Z")),
            ("versions", string.Join(", ", record.Models)), ("code", record.CodeVersion), ("configuration", record.ConfigurationHash),
            ("result", record.ResultHash), ("data", record.DataHash),
        ])
        {
            if (value is not null)
                grid.AddRow(name, Markup.Escape(value));
        }

        foreach (var series in record.Data)
            grid.AddRow("series", Markup.Escape($"{series.Symbol} {series.Timeframe} {series.Hash}"));
        Consoles.Output.Write(grid);
        Write("parameter", record.Parameters);
        Write("figure", record.Metrics.Select(pair => KeyValuePair.Create(pair.Key, Text(pair.Key, pair.Value.ToString("R", CultureInfo.InvariantCulture)))));
        Write("file", record.Artefacts.Select(artefact => KeyValuePair.Create(artefact.Location, artefact.Sha256)));
        Consoles.Output.WriteLine(configuration.ToJsonString(Indented));
    }

    public static void Compare(ExperimentComparison comparison, bool all)
    {
        var ids = comparison.Records.Select(record => record.Id).ToList();
        Write("different", ids, comparison.Settings.Select(setting => (setting.Key, setting.Values.Select(value => Markup.Escape(value ?? "–")))));
        Write("figure", ids, comparison.Metrics.Where(metric => all || !metric.Name.Contains('/', StringComparison.Ordinal)).Select(metric => (metric.Name, metric.Values.Select((value, place) =>
        {
            var text = Text(metric.Name, value?.ToString("R", CultureInfo.InvariantCulture));
            var delta = place > 0 && metric.Deltas[place] is { } difference ? $" ({(difference < 0 ? "" : "+")}{Text(metric.Name, difference.ToString("R", CultureInfo.InvariantCulture))})" : "";
            return metric.Best == place ? $"[green]{text}{delta} *[/]" : text + delta;
        }))));
        Consoles.Output.WriteLine("* the better; in parentheses the difference to the first run");
    }

    private static void Write(string heading, IEnumerable<KeyValuePair<string, string>> rows) => Write(heading, [""], rows.Select(row => (row.Key, (IEnumerable<string>)[Markup.Escape(row.Value)])));

    private static void Write(string heading, IReadOnlyList<string> columns, IEnumerable<(string Name, IEnumerable<string> Values)> rows)
    {
        var table = TableOf([heading, .. columns], leftAligned: 1);
        foreach (var (name, values) in rows)
            table.AddRow([Markup.Escape(name), .. values]);
        if (table.Rows.Count > 0)
            Consoles.Output.Write(table);
    }

    private static Table TableOf(IReadOnlyList<string> headings, int leftAligned)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var (heading, place) in headings.Select((heading, place) => (heading, place)))
            table.AddColumn(new TableColumn(Markup.Escape(heading.Replace('_', ' '))) { Alignment = place < leftAligned ? Justify.Left : Justify.Right, NoWrap = true });
        return table;
    }

    private static string Colour(ExperimentRecord record, string text) => record.Status switch
    {
        ExperimentStatus.Failed => $"[red]{text}[/]",
        ExperimentStatus.Partial => $"[yellow]{text}[/]",
        _ => text,
    };

    private static string Text(string field, string? value) => value is null ? "–"
        : ExperimentField.Number(value) is not { } number ? value
        : Shares.Contains(field[(field.LastIndexOf('/') + 1)..]) ? number.ToString("P2", CultureInfo.InvariantCulture)
        : number == Math.Floor(number) ? number.ToString("N0", CultureInfo.InvariantCulture)
        : number.ToString("N4", CultureInfo.InvariantCulture);
}
