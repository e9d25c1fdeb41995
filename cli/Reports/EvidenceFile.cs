using System.Text.Json;
using Serverless.Core.Reporting.Runs;
using Serverless.Core.Reporting.TearSheets;
using Serverless.Core.Scoring.Evidence;
using Serverless.Core.Validation;

namespace Serverless.Cli.Reports;

/// <summary>The verdict of a file that <c>examine --json</c> printed.</summary>
internal static class EvidenceFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <exception cref="CommandException">It is no such file, or of another strategy or symbol than the run.</exception>
    public static async Task<ReportEvidence> ReadAsync(string path, ReportRun run, CancellationToken cancellation)
    {
        try
        {
            var document = JsonSerializer.Deserialize<Document>(await File.ReadAllBytesAsync(path, cancellation), Json);
            if (document?.Checks is not { Count: > 0 } checks)
                throw new CommandException($"'{path}' has no checks: give what 'examine --json' printed.", ExitCode.Usage);
            var subject = $"{document.Strategy} on {document.Symbol}";
            return run.Title.StartsWith($"{subject},", StringComparison.Ordinal)
                ? new ReportEvidence(checks, document.Windows)
                : throw new CommandException($"'{path}' examines {subject}, which says nothing of {run.Title}.", ExitCode.Usage);
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"'{path}' cannot be read as what 'examine --json' prints: {error.Message}", ExitCode.Usage, error);
        }
    }

    private sealed record Document(string? Strategy, string? Symbol, IReadOnlyList<EvidenceCheck>? Checks, WalkForwardAnalysis? Windows);
}
