using Serverless.Core.Backtesting.Results;

namespace Serverless.Infra.Experiments;

/// <summary>
/// Records as tables for SQL. <c>experiments</c> has a row for each; all others have several, and begin with its key <c>id</c>, <c>experiment</c>.
/// </summary>
public static class ExperimentTables
{
    /// <summary>The tables <c>experiments</c>, <c>metrics</c>, <c>parameters</c>, <c>models</c>, <c>data</c> and <c>artefacts</c>.</summary>
    public static IReadOnlyList<ResultTable> Of(IReadOnlyList<ExperimentRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        return
        [
            new ResultTable(
                "experiments",
                [
                    Texts("id", records, record => record.Id),
                    Texts("experiment", records, record => record.Name),
                    Texts("kind", records, record => record.Kind.ToString()),
                    Texts("status", records, record => record.Status.ToString()),
                    Texts("error", records, record => record.Error ?? ""),
                    Times("recorded_at", records, record => record.RecordedAt),
                    Times("last_run_at", records, record => record.LastRunAt),
                    ResultColumn.Of("runs", [.. records.Select(record => record.Runs)]),
                    Texts("code_version", records, record => record.CodeVersion),
                    Texts("configuration_hash", records, record => record.ConfigurationHash),
                    Texts("data_hash", records, record => record.DataHash),
                    Texts("result_hash", records, record => record.ResultHash),
                ]),
            Long("metrics", records, record => record.Metrics, rows =>
            [
                Texts("subject", rows, row => SubjectOf(row.Item.Key)),
                Texts("metric", rows, row => NameOf(row.Item.Key)),
                ResultColumn.Of("value", [.. rows.Select(row => row.Item.Value)]),
            ]),
            Long("parameters", records, record => record.Parameters, rows =>
            [
                Texts("subject", rows, row => SubjectOf(row.Item.Key)),
                Texts("parameter", rows, row => NameOf(row.Item.Key)),
                Texts("value", rows, row => row.Item.Value),
                ResultColumn.Of("number", [.. rows.Select(row => ExperimentField.Number(row.Item.Value))]),
            ]),
            Long("models", records, record => record.Models, rows =>
            [
                Texts("model", rows, row => row.Item.Name),
                Texts("version", rows, row => row.Item.Version),
            ]),
            Long("data", records, record => record.Data, rows =>
            [
                Texts("symbol", rows, row => row.Item.Symbol),
                Texts("timeframe", rows, row => row.Item.Timeframe),
                Texts("hash", rows, row => row.Item.Hash),
            ]),
            Long("artefacts", records, record => record.Artefacts, rows =>
            [
                Texts("name", rows, row => row.Item.Name),
                Texts("location", rows, row => row.Item.Location),
                Texts("sha256", rows, row => row.Item.Sha256),
            ]),
        ];
    }

    private static ResultTable Long<T>(
        string name,
        IReadOnlyList<ExperimentRecord> records,
        Func<ExperimentRecord, IEnumerable<T>> items,
        Func<IReadOnlyList<(ExperimentRecord Record, T Item)>, IReadOnlyList<ResultColumn>> columns)
    {
        var rows = records.SelectMany(items, (record, item) => (Record: record, Item: item)).ToList();
        return new ResultTable(name, [Texts("id", rows, row => row.Record.Id), Texts("experiment", rows, row => row.Record.Name), .. columns(rows)]);
    }

    private static string SubjectOf(string key) => key.LastIndexOf('/') is >= 0 and var slash ? key[..slash] : "";

    private static string NameOf(string key) => key[(key.LastIndexOf('/') + 1)..];

    private static ResultColumn Texts<T>(string name, IEnumerable<T> rows, Func<T, string> value) => ResultColumn.Of(name, [.. rows.Select(value)]);

    // Files hold microseconds; a clock tells a tenth of one.
    private static ResultColumn Times(string name, IEnumerable<ExperimentRecord> rows, Func<ExperimentRecord, DateTimeOffset> value) =>
        ResultColumn.Of(name, [.. rows.Select(row => new DateTime(value(row).UtcTicks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc))]);
}
