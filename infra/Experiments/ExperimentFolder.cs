using System.Text.Json.Nodes;
using Serverless.Core.Audit;
using Serverless.Infra.Runs;
using Serverless.Infra.State;

namespace Serverless.Infra.Experiments;

/// <summary>
/// Run folders as a catalogue: every folder with a <c>summary.json</c>, at any depth, is a record. The experiment is the folder above it, the
/// time that of the file. Recorded runs lie in <c>NAME/RUN-ID</c>.
/// </summary>
/// <param name="path">The folder.</param>
public sealed class ExperimentFolder(string path) : IExperimentCatalogue
{
    private static readonly EnumerationOptions EveryFolder = new() { RecurseSubdirectories = true, MaxRecursionDepth = 8, IgnoreInaccessible = true };

    /// <summary>Files called <c>summary.json</c> that the last look at the folder could not read, with the reason.</summary>
    public IReadOnlyList<string> Unreadable { get; private set; } = [];

    /// <inheritdoc/>
    public async Task<ExperimentRecord> RecordAsync(string name, RunFiles run, DateTimeOffset at, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var folder = Path.Combine(path, ExperimentName.Check(name), run.RunId);
        var summary = Path.Combine(folder, RunFiles.SummaryName);
        var bytes = run.Files[^1].Bytes;
        if (!File.Exists(summary))
        {
            RunSummaryReader.Read(bytes, name, at, file => file);
            Directory.CreateDirectory(folder);
            if (await RunPage.MakeAsync(run, cancellationToken) is { } page)
                await File.WriteAllBytesAsync(Path.Combine(folder, RunPage.Name), page, cancellationToken);
            await run.WriteAsync(folder, cancellationToken);
            File.SetLastWriteTimeUtc(summary, at.UtcDateTime);
        }
        else if (!(await File.ReadAllBytesAsync(summary, cancellationToken)).AsSpan().SequenceEqual(bytes.Span))
        {
            throw new RunConflictException(
                $"'{folder}' holds other results of the same run. The run is not reproducible: compare its code version, configuration and data.");
        }

        return await ReadAsync(summary, cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public async Task<IReadOnlyList<ExperimentRecord>> ListAsync(ExperimentQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return query.Arrange((await AllAsync(cancellationToken)).Where(query.Matches));
    }

    /// <inheritdoc/>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public async Task<IReadOnlyList<ExperimentRecord>> FindAsync(string idPrefix, CancellationToken cancellationToken) =>
        [.. (await AllAsync(cancellationToken)).Where(record => record.Id.StartsWith(idPrefix, StringComparison.Ordinal))
            .OrderBy(record => record.Id, StringComparer.Ordinal).ThenBy(record => record.Name, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public async Task<JsonNode> SummaryAsync(ExperimentRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        return JsonNode.Parse(await File.ReadAllBytesAsync(record.Artefacts[^1].Location, cancellationToken))!;
    }

    private async Task<List<ExperimentRecord>> AllAsync(CancellationToken cancellationToken)
    {
        var (records, unreadable) = (new List<ExperimentRecord>(), new List<string>());
        foreach (var file in Directory.EnumerateFiles(path, RunFiles.SummaryName, EveryFolder).Order(StringComparer.Ordinal))
        {
            try
            {
                records.Add(await ReadAsync(file, cancellationToken));
            }
            catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                unreadable.Add($"{file}: {error.Message}");
            }
        }

        Unreadable = unreadable;
        return records;
    }

    private static async Task<ExperimentRecord> ReadAsync(string summary, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(summary))!;
        var record = RunSummaryReader.Read(
            await File.ReadAllBytesAsync(summary, cancellationToken),
            Path.GetFileName(Path.GetDirectoryName(folder)) is { Length: > 0 } above ? above : ExperimentName.Default,
            new DateTimeOffset(File.GetLastWriteTimeUtc(summary)),
            file => Path.Combine(folder, file));
        var page = Path.Combine(folder, RunPage.Name);
        return File.Exists(page)
            ? RunPage.AddTo(record, new ExperimentArtefact(RunPage.Name, page, AuditHash.OfContent(await File.ReadAllBytesAsync(page, cancellationToken))))
            : record;
    }
}
