using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Core.Backtesting.Results;
using Serverless.Core.Execution.Simulation;
using Serverless.Infra.Runs;

namespace Serverless.Infra.Logging;

/// <summary>
/// The log of a run: every trade, every order with all that became of it, every snapshot of the account, and what went wrong. Times are those of
/// the bars, so that the same run gives the same bytes. Lines are in the order of time; of one time in the order in which they are listed below.
/// </summary>
public static class RunLogs
{
    private const string Component = "backtest";

    // Stream, table, its column with the time, message.
    private static readonly (LogStream Stream, string Table, string Time, string Message)[] Sources =
    [
        (LogStream.Trades, "trades", "exit_time", "trade closed"),
        (LogStream.Orders, "orders", "time", "order submitted"),
        (LogStream.Orders, "events", "time", "order changed"),
        (LogStream.Orders, "fills", "time", "order filled"),
        (LogStream.Performance, "equity", "time", "snapshot"),
        (LogStream.Errors, "guards", "time", "guard acted"),
        (LogStream.Errors, "account_guards", "time", "guard of the account acted"),
        (LogStream.Errors, "log", "time", "strategy spoke"),
    ];

    /// <summary>Writes <c>trades.log</c>, <c>orders.log</c>, <c>performance.log</c> and <c>errors.log</c> into a folder; files of these names are replaced.</summary>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static async Task WriteAsync(RunFiles run, string folder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        Directory.CreateDirectory(folder);
        using var line = new LogLine();
        foreach (var stream in Sources.Select(source => source.Stream).Distinct())
        {
            var rows = RowsOf(run, stream).ToList();
            await using var file = File.Create(Path.Combine(folder, stream.FileName()));
            foreach (var row in rows.OrderBy(row => row.Time))
            {
                cancellationToken.ThrowIfCancellationRequested();
                file.Write(line.Write(row.Time, Component, row.Level, row.Message, json => row.Write(json, run.RunId)));
            }
        }
    }

    private static IEnumerable<Row> RowsOf(RunFiles run, LogStream stream)
    {
        foreach (var (_, name, time, message) in Sources.Where(source => source.Stream == stream))
        {
            if (run.Tables.FirstOrDefault(table => table.Name == name) is not { } table)
                continue;
            var times = (DateTime[])table.Columns.First(column => column.Name == time).Values;
            var severities = table.Columns.FirstOrDefault(column => column.Name == "severity")?.Values as string[];
            for (var i = 0; i < table.Rows; i++)
            {
                if (severities?[i] != nameof(RunLogSeverity.Info))
                    yield return new Row(times[i], severities?[i].ToLowerInvariant() ?? (stream == LogStream.Errors ? "warning" : "information"), message, table, i, null);
            }
        }

        foreach (var failure in stream == LogStream.Errors ? FailuresOf(run) : [])
            yield return failure;
    }

    private static IEnumerable<Row> FailuresOf(RunFiles run)
    {
        var summary = JsonNode.Parse(run.Files[^1].Bytes.Span)!.AsObject();
        if (summary["failure"] is JsonObject whole)
            yield return Row.Of("the run failed", whole, null);
        foreach (var member in ((summary["strategies"] ?? summary["models"]) as JsonArray ?? []).OfType<JsonObject>())
        {
            if (member["failure"] is JsonObject one)
                yield return Row.Of("a strategy was closed out", one, member["name"]?.ToString());
        }
    }

    private sealed record Row(DateTime Time, string Level, string Message, ResultTable? Table, int Index, (string? Subject, string Reason)? Failure)
    {
        // A run that did not come to its first bar has no time.
        public static Row Of(string message, JsonObject failure, string? subject) => new(
            failure["barTime"] is { } time ? DateTime.Parse(time.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind) : DateTime.UnixEpoch,
            "error",
            message,
            null,
            0,
            (subject, failure["reason"]?.ToString() ?? ""));

        public void Write(Utf8JsonWriter json, string runId)
        {
            json.WriteString("run", runId);
            foreach (var column in Table?.Columns ?? [])
                LogLine.Value(json, column.Name, column.Values.GetValue(Index));
            if (Failure is not { } failure)
                return;
            if (failure.Subject is { } subject)
                json.WriteString("strategy", subject);
            json.WriteString("reason", failure.Reason);
        }
    }
}
