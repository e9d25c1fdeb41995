using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Serverless.Cli.Api;

/// <summary>
/// The part of the HTTP API that is about deployments. A change names the state that it was decided on, and its key derives from that state and
/// from what is asked, so that the same command twice takes effect once.
/// </summary>
internal sealed class DeploymentClient(HttpClient http)
{
    private const string Deployments = "api/v1/deployments";
    private const string Approvals = "api/v1/approvals";

    /// <summary>All of a stage, or of all stages, page by page.</summary>
    public async Task<IReadOnlyList<DeploymentStatus>> ListAsync(string? stage, CancellationToken cancellation)
    {
        var found = new List<DeploymentStatus>();
        for (var path = $"{Deployments}?maxpagesize=200{(stage is null ? "" : $"&stage={Uri.EscapeDataString(stage)}")}"; path is not null;)
        {
            var page = (await SendAsync<DeploymentList>(HttpMethod.Get, path, null, null, cancellation)).Value;
            found.AddRange(page.Value);
            path = page.NextLink?.TrimStart('/');
        }

        return found;
    }

    /// <summary>The deployment as the API tells it, and its ETag.</summary>
    public Task<(JsonElement Value, string? ETag)> ShowAsync(string strategyId, CancellationToken cancellation) =>
        SendAsync<JsonElement>(HttpMethod.Get, PathOf(strategyId), null, null, cancellation);

    /// <summary>Asks for <paramref name="action"/>, on the state that it has now.</summary>
    public async Task<JsonElement> ChangeAsync(string strategyId, string action, object body, CancellationToken cancellation)
    {
        var (_, etag) = await ShowAsync(strategyId, cancellation);
        return (await SendAsync<JsonElement>(HttpMethod.Post, $"{PathOf(strategyId)}/{action}", body, etag, cancellation)).Value;
    }

    /// <summary>Orders a deactivation of many; answers with its id.</summary>
    public async Task<string> DeactivateAsync(object body, string key, CancellationToken cancellation) =>
        (await SendAsync<JsonElement>(HttpMethod.Post, $"{Deployments}/deactivate", body, null, cancellation, key)).Value.GetProperty("id").GetString()!;

    public async Task<JsonElement> GetDeactivationAsync(string id, CancellationToken cancellation) =>
        (await SendAsync<JsonElement>(HttpMethod.Get, $"{Deployments}/deactivations/{id}", null, null, cancellation)).Value;

    public async Task<JsonElement> GetCapitalAsync(CancellationToken cancellation) =>
        (await SendAsync<JsonElement>(HttpMethod.Get, "api/v1/capital", null, null, cancellation)).Value;

    public Task<(JsonElement Value, string? ETag)> GetLimitsAsync(CancellationToken cancellation) =>
        SendAsync<JsonElement>(HttpMethod.Get, "api/v1/limits", null, null, cancellation);

    public async Task<JsonElement> SetLimitsAsync(object body, CancellationToken cancellation)
    {
        var (_, etag) = await GetLimitsAsync(cancellation);
        return (await SendAsync<JsonElement>(HttpMethod.Put, "api/v1/limits", body, etag, cancellation)).Value;
    }

    /// <summary>What waits for a second person, the newest first.</summary>
    public async Task<IReadOnlyList<ApprovalStatus>> ListApprovalsAsync(CancellationToken cancellation) =>
        (await SendAsync<ApprovalList>(HttpMethod.Get, Approvals, null, null, cancellation)).Value.Approvals;

    /// <summary>Approves or rejects what another has asked for.</summary>
    public async Task<ApprovalStatus> DecideAsync(string id, string verb, object body, CancellationToken cancellation) =>
        (await SendAsync<ApprovalStatus>(HttpMethod.Post, $"{Approvals}/{Uri.EscapeDataString(id)}/{verb}", body, null, cancellation)).Value;

    private static string PathOf(string strategyId) => $"{Deployments}/{Uri.EscapeDataString(strategyId)}";

    private async Task<(T Value, string? ETag)> SendAsync<T>(
        HttpMethod method, string path, object? body, string? match, CancellationToken cancellation, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            var json = JsonSerializer.Serialize(body, ApiAnswers.Json);
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
            request.Headers.Add("Idempotency-Key", key ?? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{method} {path} {match} {json}"))));
        }

        if (match is not null)
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(match));
        try
        {
            using var response = await http.SendAsync(request, cancellation);
            await ApiAnswers.ThrowUnlessSuccessAsync(response, cancellation);
            return ((await response.Content.ReadFromJsonAsync<T>(ApiAnswers.Json, cancellation))!, response.Headers.ETag?.ToString());
        }
        catch (HttpRequestException error)
        {
            throw new CommandException($"The platform does not answer at {http.BaseAddress}: {error.Message}", ExitCode.Unreachable, error);
        }
    }
}
