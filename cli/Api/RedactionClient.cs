using System.Net.Http.Json;

namespace Serverless.Cli.Api;

/// <summary>The part of the HTTP API by which two persons of compliance have content removed.</summary>
internal sealed class RedactionClient(HttpClient http)
{
    private const string Redactions = "api/v1/audit/redactions";

    /// <summary>Asks for one.</summary>
    public Task<RedactionStatus> RequestAsync(string eventId, string reason, CancellationToken cancellation) => PostAsync(Redactions, new { eventId, reason }, cancellation);

    /// <summary>Approves what entry <paramref name="index"/> asks for.</summary>
    public Task<RedactionStatus> ApproveAsync(string index, string reason, CancellationToken cancellation) =>
        PostAsync($"{Redactions}/{Uri.EscapeDataString(index)}/approve", new { reason }, cancellation);

    private async Task<RedactionStatus> PostAsync(string path, object body, CancellationToken cancellation)
    {
        try
        {
            using var response = await http.PostAsJsonAsync(path, body, ApiAnswers.Json, cancellation);
            await ApiAnswers.ThrowUnlessSuccessAsync(response, cancellation);
            return (await response.Content.ReadFromJsonAsync<RedactionStatus>(ApiAnswers.Json, cancellation))!;
        }
        catch (HttpRequestException error)
        {
            throw new CommandException($"The platform does not answer at {http.BaseAddress}: {error.Message}", ExitCode.Unreachable, error);
        }
    }
}
