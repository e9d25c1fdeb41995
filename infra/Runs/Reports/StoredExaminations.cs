using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Core.Reporting.Runs;
using Serverless.Core.Reporting.TearSheets;
using Serverless.Core.Scoring.Evidence;
using Serverless.Core.Validation;
using Serverless.Infra.Experiments;

namespace Serverless.Infra.Runs.Reports;

/// <summary>Examinations that were recorded, as reports read them.</summary>
public static class StoredExaminations
{
    /// <summary>Key of the checks in <see cref="SearchSummary.Search"/>.</summary>
    internal const string Gates = "gates";

    /// <summary>Key of the walk-forward analysis in <see cref="SearchSummary.Search"/>.</summary>
    internal const string WalkForward = "walkForward";

    /// <summary>Reads an examination.</summary>
    /// <exception cref="InvalidDataException">The folder holds none, or one of a version that did not keep its checks; the message says which.</exception>
    public static async Task<(string Strategy, string Symbol, ReportEvidence Evidence)> OpenAsync(string folder, CancellationToken cancellationToken)
    {
        var summary = await ReadAsync(folder, cancellationToken)
            ?? throw new InvalidDataException($"'{folder}' holds no examination. 'examine --experiment NAME --runs FOLDER' records one.");
        return EvidenceOf(summary) is { } evidence
            ? (summary.Strategy, summary.Symbol, evidence)
            : throw new InvalidDataException($"The examination in '{folder}' was recorded by a version that did not keep its checks; record it again.");
    }

    /// <summary>
    /// The examination of a run's strategy, or models, on the same bars under the same settings that lies in a folder next to the run's; of several the one with most
    /// trials, then the first by id. Null when there is none.
    /// </summary>
    /// <param name="folder">Folder of the run.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<ReportEvidence?> FindBesideAsync(string folder, ReportRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))) is not { } above)
            return null;
        var found = new List<SearchSummary>();
        foreach (var beside in Directory.EnumerateDirectories(above))
        {
            if (await ReadAsync(beside, cancellationToken) is { } summary && IsOf(summary, run))
                found.Add(summary);
        }

        return Best(found);
    }

    /// <summary>The same among the examinations that a catalogue has, whatever the names of their experiments.</summary>
    public static async Task<ReportEvidence?> FindRecordedAsync(IExperimentCatalogue catalogue, ReportRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(run);
        var query = new ExperimentQuery { Conditions = [new("kind", "=", nameof(ExperimentKind.Examination)), new("data_hash", "=", run.DataHash)] };
        var found = new List<SearchSummary>();
        foreach (var record in await catalogue.ListAsync(query, cancellationToken))
        {
            if ((await catalogue.SummaryAsync(record, cancellationToken)).Deserialize<SearchSummary>(RunJson.Options) is { } summary && IsOf(summary, run))
                found.Add(summary);
        }

        return Best(found);
    }

    private static async Task<SearchSummary?> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(folder, RunFiles.SummaryName), cancellationToken);
            return JsonNode.Parse(bytes) is JsonObject root && root["kind"]?.ToString() == nameof(ExperimentKind.Examination) ? root.Deserialize<SearchSummary>(RunJson.Options) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static bool IsOf(SearchSummary summary, ReportRun run) =>
        summary.Search.ContainsKey(Gates) && summary.DataHash == run.DataHash && JsonNode.DeepEquals(SettingsOf(summary.Configuration), SettingsOf(run.Configuration));

    // An examination tries parameters: all else must be the same.
    private static JsonNode SettingsOf(JsonNode configuration)
    {
        var settings = configuration.DeepClone();
        if (settings is JsonObject map)
            map.Remove("search");
        foreach (var strategy in (settings["strategies"] as JsonArray ?? []).OfType<JsonObject>())
        {
            strategy.Remove("parameters");
            strategy.Remove("search");
        }

        foreach (var model in (settings["models"] as JsonObject ?? []).Select(model => model.Value).OfType<JsonObject>())
            model.Remove("parameters");

        return settings;
    }

    private static ReportEvidence? Best(IEnumerable<SearchSummary> found) =>
        found.OrderByDescending(Trials).ThenBy(summary => summary.RunId, StringComparer.Ordinal).FirstOrDefault() is { } best ? EvidenceOf(best) : null;

    private static int Trials(SearchSummary summary) => summary.Search["trials"]?.GetValue<int>() ?? 0;

    private static ReportEvidence? EvidenceOf(SearchSummary summary) =>
        summary.Search[Gates].Deserialize<IReadOnlyList<EvidenceCheck>>(RunJson.Options) is { Count: > 0 } checks
            ? new ReportEvidence(checks, summary.Search[WalkForward].Deserialize<WalkForwardAnalysis>(RunJson.Options), summary.RunId)
            : null;
}
