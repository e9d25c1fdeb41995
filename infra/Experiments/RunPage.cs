using Serverless.Core.Reporting.TearSheets;
using Serverless.Core.Reporting.Writing;
using Serverless.Infra.Runs;
using Serverless.Infra.Runs.Reports;

namespace Serverless.Infra.Experiments;

/// <summary>The report of a recorded run, with all its plots, as it is kept beside the run's files: one page, the same bytes for the same run.</summary>
internal static class RunPage
{
    /// <summary>Name of the file.</summary>
    public const string Name = "report.html";

    /// <summary>Makes the page; null for a search, which has no curve, and for a run of which there is no report, such as one without a step.</summary>
    public static async Task<byte[]?> MakeAsync(RunFiles run, CancellationToken cancellationToken)
    {
        if (run is RunFiles<SearchSummary>)
            return null;
        var files = run.Files.ToDictionary(file => file.Name, file => file.Bytes);
        try
        {
            var stored = await StoredRun.ReadAsync(run.RunId, (name, _) => Task.FromResult(files[name].ToArray()), cancellationToken);
            return TearSheet.Of(ReportRuns.Of(stored)).Write(ReportFormat.Html);
        }
        catch (Exception error) when (error is ArgumentException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>The record with the page among its files, before the summary, which is always the last.</summary>
    public static ExperimentRecord AddTo(ExperimentRecord record, ExperimentArtefact page) =>
        record with { Artefacts = [.. record.Artefacts.SkipLast(1), page, record.Artefacts[^1]] };
}
