using System.Text.Json;
using Serverless.Core.Audit;
using Serverless.Core.Backtesting.Results;

namespace Serverless.Infra.Runs;

/// <summary>The files of a run, and its summary in memory.</summary>
/// <param name="RunId">Identity of the run.</param>
/// <param name="Summary">What there is to know of it: the content of <see cref="RunFiles.SummaryName"/>.</param>
/// <param name="Files">Names and bytes, in the order in which they are written.</param>
public sealed record RunFiles<TSummary>(string RunId, TSummary Summary, IReadOnlyList<(string Name, ReadOnlyMemory<byte> Bytes)> Files)
    : RunFiles(RunId, Files)
{
    internal static async Task<RunFiles<TSummary>> CreateAsync(
        string runId, IReadOnlyList<ResultTable> tables, Func<string, IReadOnlyList<RunTableFile>, TSummary> summarise)
    {
        var files = new List<(string Name, ReadOnlyMemory<byte> Bytes)>();
        var described = new List<RunTableFile>();
        foreach (var table in tables)
        {
            var bytes = await ResultParquet.WriteAsync(table);
            files.Add(($"{table.Name}.parquet", bytes));
            described.Add(new RunTableFile(table.Name, table.Rows, files[^1].Name, AuditHash.OfContent(bytes)));
        }

        var summary = summarise(ResultHash.Of(tables), described);
        files.Add((SummaryName, JsonSerializer.SerializeToUtf8Bytes(summary, RunJson.Options)));
        return new RunFiles<TSummary>(runId, summary, files) { Tables = tables };
    }
}
