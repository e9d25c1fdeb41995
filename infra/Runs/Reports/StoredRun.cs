using System.Text.Json;
using Serverless.Core.Audit;
using Serverless.Core.Backtesting.Results;

namespace Serverless.Infra.Runs.Reports;

/// <summary>A run read back from its files: the summary and every table that it names, each checked against its SHA-256.</summary>
public sealed class StoredRun
{
    private const string SummaryFile = "summary.json";
    private readonly JsonElement summary;
    private readonly Dictionary<string, ResultTable> tables;

    private StoredRun(string where, JsonElement summary, Dictionary<string, ResultTable> tables) => (Where, this.summary, this.tables) = (where, summary, tables);

    /// <summary>Where it was read from, for messages.</summary>
    public string Where { get; }

    /// <summary>Reads the files that <c>backtest --out</c> writes into a folder.</summary>
    /// <exception cref="InvalidDataException">The folder holds no run, or files are missing or damaged; the message names the file and says what to do.</exception>
    public static Task<StoredRun> OpenAsync(string folder, CancellationToken cancellationToken) =>
        ReadAsync(folder, (name, cancellation) => File.ReadAllBytesAsync(Path.Combine(folder, name), cancellation), cancellationToken);

    /// <summary>Reads the files of a run.</summary>
    /// <param name="where">Where they lie, for messages.</param>
    /// <param name="source">Reads one of them.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="InvalidDataException">See <see cref="OpenAsync"/>.</exception>
    public static async Task<StoredRun> ReadAsync(string where, RunFileSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        var summary = Parse(where, await ReadFileAsync(where, source, SummaryFile, cancellationToken));
        var tables = new Dictionary<string, ResultTable>();
        foreach (var file in FilesOf(where, summary))
        {
            var bytes = await ReadFileAsync(where, source, file.File, cancellationToken);
            if (AuditHash.OfContent(bytes) is var hash && hash != file.Sha256)
                throw Damaged(where, file.File, $"its SHA-256 is {hash[..12]}…, {SummaryFile} says {file.Sha256[..Math.Min(12, file.Sha256.Length)]}…");
            try
            {
                tables.Add(file.Name, await ResultParquet.ReadAsync(bytes));
            }
            catch (InvalidDataException error)
            {
                throw Damaged(where, file.File, error.Message);
            }
        }

        return new StoredRun(where, summary, tables);
    }

    /// <summary>Whether the summary has a key, which tells one kind of run from another.</summary>
    public bool Has(string key) => summary.TryGetProperty(key, out _);

    /// <summary>The summary as one of its types.</summary>
    /// <exception cref="InvalidDataException">It is another one, or damaged.</exception>
    public T SummaryAs<T>()
    {
        try
        {
            return summary.Deserialize<T>(RunJson.Options) ?? throw Damaged(Where, SummaryFile, "it is empty");
        }
        catch (JsonException error)
        {
            throw Damaged(Where, SummaryFile, error.Message);
        }
    }

    /// <summary>Whether there is a table.</summary>
    public bool HasTable(string name) => tables.ContainsKey(name);

    /// <summary>A table.</summary>
    /// <exception cref="InvalidDataException">There is none of this name.</exception>
    public StoredTable Table(string name) => tables.TryGetValue(name, out var table)
        ? new StoredTable(Where, table)
        : throw new InvalidDataException($"'{Where}' has no table '{name}': it was written by another version. Write the run again with 'backtest --out'.");

    private static JsonElement Parse(string where, byte[] bytes)
    {
        try
        {
            var root = JsonDocument.Parse(bytes).RootElement;
            return root.ValueKind == JsonValueKind.Object ? root : throw Damaged(where, SummaryFile, "it is no JSON object");
        }
        catch (JsonException error)
        {
            throw Damaged(where, SummaryFile, error.Message);
        }
    }

    private static List<RunTableFile> FilesOf(string where, JsonElement summary)
    {
        try
        {
            return summary.TryGetProperty("tables", out var files) ? files.Deserialize<List<RunTableFile>>(RunJson.Options)! : throw Damaged(where, SummaryFile, "it names no tables");
        }
        catch (JsonException error)
        {
            throw Damaged(where, SummaryFile, error.Message);
        }
    }

    private static async Task<byte[]> ReadFileAsync(string where, RunFileSource source, string name, CancellationToken cancellationToken)
    {
        // Names come from a file: they must not lead out of the run.
        if (name.AsSpan().ContainsAny('/', '\\') || name == "..")
            throw Damaged(where, SummaryFile, $"it names the file '{name}'");
        try
        {
            return await source(name, cancellationToken);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException && name == SummaryFile)
        {
            throw new InvalidDataException($"'{where}' holds no run: there is no {SummaryFile}. 'backtest --out FOLDER' writes one.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Damaged(where, name, error.Message);
        }
    }

    private static InvalidDataException Damaged(string where, string file, string reason) =>
        new($"{file} of '{where}' is missing or damaged: {reason.TrimEnd('.')}. Write the run again with 'backtest --out'.");
}
