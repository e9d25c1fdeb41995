using System.Net.Http.Json;

namespace Serverless.Cli.Api;

/// <summary>The part of the HTTP API that compliance calls.</summary>
internal sealed class AuditClient(HttpClient http, string key)
{
    /// <summary>How far the log is signed.</summary>
    public async Task<AuditStatus> GetAsync(CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/audit") { Headers = { { "x-api-key", key } } };
        using var response = await http.SendAsync(request, cancellation);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<AuditStatus>(cancellation))!;
    }
}
