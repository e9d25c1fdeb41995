using Serverless.Core.Backtesting.Results;
using Serverless.Infra.State;

namespace Serverless.Infra.Runs;

/// <summary>A run as files: its tables as Parquet and <c>summary.json</c>, which comes last. The same run gives the same bytes.</summary>
/// <param name="RunId">Identity of the run.</param>
/// <param name="Files">Names and bytes, in the order in which they are written.</param>
public abstract record RunFiles(string RunId, IReadOnlyList<(string Name, ReadOnlyMemory<byte> Bytes)> Files)
{
    /// <summary>Name of the last file.</summary>
    public const string SummaryName = "summary.json";

    /// <summary>The tables behind the files.</summary>
    public IReadOnlyList<ResultTable> Tables { get; internal init; } = [];

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
}
