using System.Text.Json;
using Serverless.Core.Scoring.Evidence;

namespace Serverless.Cli.Reports;

/// <summary>The checks of a file that <c>examine --json</c> printed.</summary>
internal static class EvidenceFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <exception cref="CommandException">It is no such file.</exception>
    public static async Task<IReadOnlyList<EvidenceCheck>> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            var document = JsonSerializer.Deserialize<Document>(await File.ReadAllBytesAsync(path, cancellation), Json);
            return document?.Checks ?? throw new CommandException($"'{path}' has no checks: give what 'examine --json' printed.", ExitCode.Usage);
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"'{path}' cannot be read as what 'examine --json' prints: {error.Message}", ExitCode.Usage, error);
        }
    }

    private sealed record Document(IReadOnlyList<EvidenceCheck>? Checks);
}
