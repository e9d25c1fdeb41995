using Parquet.Net.Tests.Support;
using Serverless.Infra.Experiments;
using Serverless.Infra.Runs;

namespace Serverless.Infra.Tests.Experiments;

/// <summary>What is exported is what an analyst's SQL finds.</summary>
public sealed class ExperimentTablesTests(Interop duckDb) : IClassFixture<Interop>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("export-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Export_OpenedInDuckDb_AnswersSql()
    {
        ExperimentRecord[] records =
        [
            Records.Create("a", sharpe: 0.5),
            Records.Create("b", day: 1, sharpe: 2, version: "2") with { Parameters = Records.Sorted(("fast", "20")) },
            Records.Create("c", "beta", day: 2) with { Status = ExperimentStatus.Failed, Error = "ruined", Metrics = Records.Sorted<double>() },
        ];
        await ExportAsync(records);

        var answers = await duckDb.DuckDbAsync(
            $"SELECT e.id, CAST(m.value AS VARCHAR) FROM {File("experiments")} e JOIN {File("metrics")} m USING (id, experiment) WHERE m.subject = '' AND m.metric = 'sharpe' ORDER BY m.value DESC",
            $"SELECT id FROM {File("parameters")} WHERE parameter = 'fast' AND number > 15",
            $"SELECT experiment, CAST(count(*) AS VARCHAR), max(error) FROM {File("experiments")} GROUP BY experiment ORDER BY experiment",
            $"SELECT subject, metric FROM {File("metrics")} WHERE subject <> '' AND id = 'a'",
            $"SELECT id FROM {File("models")} WHERE model = 'sma-cross' AND version = '2'",
            $"SELECT CAST(max(recorded_at) AS VARCHAR) FROM {File("experiments")}");

        Assert.Equal([["b", "2.0"], ["a", "0.5"]], answers[0]);
        Assert.Equal([["b"]], answers[1]);
        Assert.Equal([["alpha", "2", ""], ["beta", "1", "ruined"]], answers[2]);
        Assert.Equal([["sma-cross SYN-USD", "profit"]], answers[3]);
        Assert.Equal([["b"]], answers[4]);
        Assert.StartsWith("2026-01-03 00:00:00", answers[5][0][0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_NoRecords_IsTablesWithoutRows()
    {
        await ExportAsync([]);

        var answers = await duckDb.DuckDbAsync([.. ExperimentTables.Of([]).Select(table => $"SELECT CAST(count(*) AS VARCHAR) FROM {File(table.Name)}")]);

        Assert.Equal(6, answers.Count);
        Assert.All(answers, answer => Assert.Equal("0", answer[0][0]));
    }

    private async Task ExportAsync(IReadOnlyList<ExperimentRecord> records)
    {
        foreach (var table in ExperimentTables.Of(records))
            await System.IO.File.WriteAllBytesAsync(Path.Combine(folder, $"{table.Name}.parquet"), await ResultParquet.WriteAsync(table), TestContext.Current.CancellationToken);
    }

    private string File(string name) => $"'{Path.Combine(folder, $"{name}.parquet").Replace('\\', '/')}'";
}
