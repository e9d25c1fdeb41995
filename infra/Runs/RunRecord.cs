using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Serverless.Core.Audit;
using Serverless.Core.Backtesting;
using Serverless.Core.Backtesting.Results;
using Serverless.Core.MarketData;
using Serverless.Infra.State;

namespace Serverless.Infra.Runs;

/// <summary>A run as files: its tables as Parquet and <c>summary.json</c>, which comes last. The same run gives the same bytes.</summary>
/// <param name="Summary">What there is to know of it.</param>
/// <param name="Files">Names and bytes, in the order in which they are written.</param>
public sealed record RunRecord(RunSummary Summary, IReadOnlyList<(string Name, ReadOnlyMemory<byte> Bytes)> Files)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Makes the files of a run.</summary>
    /// <param name="origin">What it was made of.</param>
    /// <param name="bars">The series of the run.</param>
    /// <param name="result">The run.</param>
    public static async Task<RunRecord> CreateAsync(RunOrigin origin, BarSeries bars, EventBacktestResult result)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(result);
        var tables = RunTables.Of(bars, result);
        var files = new List<(string Name, ReadOnlyMemory<byte> Bytes)>();
        var described = new List<RunTableFile>();
        foreach (var table in tables)
        {
            var bytes = await ResultParquet.WriteAsync(table);
            files.Add(($"{table.Name}.parquet", bytes));
            described.Add(new RunTableFile(table.Name, table.Rows, files[^1].Name, AuditHash.OfContent(bytes)));
        }

        var summary = Summarise(origin, bars, result) with { RunHash = ResultHash.Of(tables), Tables = described };
        files.Add(("summary.json", JsonSerializer.SerializeToUtf8Bytes(summary, Json)));
        return new RunRecord(summary, files);
    }

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
            await store.PutOnceAsync($"{Summary.RunId}/{name}", bytes, cancellationToken);
    }

    private static RunSummary Summarise(RunOrigin origin, BarSeries bars, EventBacktestResult result) => new()
    {
        RunId = IdOf(origin, bars.Symbol),
        RunHash = "",
        Strategy = origin.Strategy,
        Symbol = bars.Symbol,
        Timeframe = bars.Timeframe,
        FirstBar = result.OpenTicks is [var first, ..] ? new DateTime(first, DateTimeKind.Utc) : null,
        LastBar = result.OpenTicks is [.., var last] ? new DateTime(last, DateTimeKind.Utc) : null,
        InitialEquity = result.Settings.InitialEquity,
        FinalEquity = result.Equity.LastOrDefault(result.Settings.InitialEquity),
        Figures = result.Metrics,
        Costs = result.Costs,
        PathDependence = result.PathDependence,
        Held = result.Held,
        Failure = result.Failure,
        Tables = [],
        ConfigurationHash = origin.ConfigurationHash,
        DataHash = origin.DataHash,
        CodeVersion = origin.CodeVersion,
        Configuration = origin.Configuration,
    };

    private static string IdOf(RunOrigin origin, string symbol)
    {
        var content = $"{origin.ConfigurationHash}\n{origin.DataHash}\n{origin.CodeVersion}";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, 6));
        return $"{origin.Strategy}-{string.Concat(symbol.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant()}-{hash}";
    }
}
