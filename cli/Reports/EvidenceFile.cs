using System.Text.Json;
using Serverless.Core.Reporting.Runs;
using Serverless.Core.Reporting.TearSheets;
using Serverless.Core.Scoring.Evidence;
using Serverless.Core.Validation;
using Serverless.Infra.Runs.Reports;

namespace Serverless.Cli.Reports;

/// <summary>The verdict of a file that <c>examine --json</c> printed, or of a folder with a recorded examination.</summary>
internal static class EvidenceFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <exception cref="CommandException">It is no such file, or of another strategy or symbol than the run.</exception>
    public static async Task<ReportEvidence> ReadAsync(string path, ReportRun run, CancellationToken cancellation)
    {
        try
        {
            var (strategy, symbol, evidence) = Directory.Exists(path) ? await StoredExaminations.OpenAsync(path, cancellation) : await ReadAsync(path, cancellation);
            var subject = $"{strategy} on {symbol}";
            return run.Title.StartsWith($"{subject},", StringComparison.Ordinal) || run.Title.StartsWith($"{strategy}: ", StringComparison.Ordinal)
                ? evidence
                : throw new CommandException($"'{path}' examines {subject}, which says nothing of {run.Title}.", ExitCode.Usage);
        }
        catch (InvalidDataException error)
        {
            throw new CommandException(error.Message, ExitCode.Usage, error);
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"'{path}' cannot be read as what 'examine --json' prints: {error.Message}", ExitCode.Usage, error);
        }
    }

    private static async Task<(string? Strategy, string? Symbol, ReportEvidence Evidence)> ReadAsync(string path, CancellationToken cancellation)
    {
        var document = JsonSerializer.Deserialize<Document>(await File.ReadAllBytesAsync(path, cancellation), Json);
        return document?.Checks is { Count: > 0 } checks
            ? (document.Strategy, document.Symbol, new ReportEvidence(checks, document.Windows))
            : throw new CommandException($"'{path}' has no checks: give what 'examine --json' printed.", ExitCode.Usage);
    }

    private sealed record Document(string? Strategy, string? Symbol, IReadOnlyList<EvidenceCheck>? Checks, WalkForwardAnalysis? Windows);
}
