using System.Text.Json;
using Serverless.Core.Audit;
using Serverless.Core.Backtesting.Results;
using Serverless.Infra.State;

namespace Serverless.Infra.Runs;

/// <summary>A run as files: its tables as Parquet and <c>summary.json</c>, which comes last. The same run gives the same bytes.</summary>
/// <param name="RunId">Identity of the run.</param>
/// <param name="Summary">What there is to know of it.</param>
/// <param name="Files">Names and bytes, in the order in which they are written.</param>
public sealed record RunFiles<TSummary>(string RunId, TSummary Summary, IReadOnlyList<(string Name, ReadOnlyMemory<byte> Bytes)> Files)
{
    /// <summary>Writes the files into a folder, which is made where there is none; files of the same names are replaced.</summary>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public async Task WriteAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, bytes) in Files)
            await File.WriteAllBytesAsync(Path.Combine(folder, name), bytes, cancellationToken);
    }

    /// <summary>Stores the files as blobs <c>RUN-ID/NAME</c>; those that are stored already stay.</summary>
    /// <exception cref="RunConflictException">The run was stored with other results: it cannot be reproduced.</exception>
    public async Task SaveAsync(RunStore store, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        foreach (var (name, bytes) in Files)
            await store.PutOnceAsync($"{RunId}/{name}", bytes, cancellationToken);
    }

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
        files.Add(("summary.json", JsonSerializer.SerializeToUtf8Bytes(summary, RunJson.Options)));
        return new RunFiles<TSummary>(runId, summary, files);
    }
}
