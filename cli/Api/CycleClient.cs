using System.Net.Http.Json;
using System.Text.Json;
using Serverless.Core.Scoring.Evidence;

namespace Serverless.Cli.Api;

/// <summary>The part of the HTTP API that the CLI calls.</summary>
internal sealed class CycleClient(HttpClient http)
{
    private static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;

    /// <summary>Starts a cycle; <paramref name="request"/> is the body of <c>POST /api/v1/cycles</c>.</summary>
    public async Task<string> StartAsync(object request, CancellationToken cancellation)
    {
        using var response = await http.PostAsJsonAsync("api/v1/cycles", request, Json, cancellation);
        await ThrowUnlessSuccessAsync(response, cancellation);
        return (await response.Content.ReadFromJsonAsync<CycleStatus>(Json, cancellation))!.CycleId;
    }

    public Task<CycleStatus> GetAsync(string cycleId, CancellationToken cancellation) => GetAsync<CycleStatus>($"api/v1/cycles/{cycleId}", cancellation);

    public async Task<byte[]> GetScorecardAsync(string cycleId, CancellationToken cancellation)
    {
        using var response = await http.GetAsync($"api/v1/cycles/{cycleId}/scorecard", cancellation);
        await ThrowUnlessSuccessAsync(response, cancellation);
        return await response.Content.ReadAsByteArrayAsync(cancellation);
    }

    public async Task<CycleEvidence?> GetEvidenceAsync(string cycleId, CancellationToken cancellation) =>
        (await GetAsync<AssessedCycle>($"api/v1/cycles/{cycleId}/evidence", cancellation)).Evidence;

    public Task<RegimesStatus> GetRegimesAsync(CancellationToken cancellation) => GetAsync<RegimesStatus>("api/v1/regimes", cancellation);

    /// <summary>Lets the platform look what regimes hold.</summary>
    public async Task<RegimeCheckStatus> StartRegimeCheckAsync(CancellationToken cancellation)
    {
        using var response = await http.PostAsync("api/v1/regimes/checks", content: null, cancellation);
        await ThrowUnlessSuccessAsync(response, cancellation);
        return (await response.Content.ReadFromJsonAsync<RegimeCheckStatus>(Json, cancellation))!;
    }

    public Task<RegimeCheckStatus> GetRegimeCheckAsync(RegimeCheckStatus check, CancellationToken cancellation) =>
        GetAsync<RegimeCheckStatus>(check.Self, cancellation);

    private async Task<T> GetAsync<T>(string path, CancellationToken cancellation)
    {
        using var response = await http.GetAsync(path, cancellation);
        await ThrowUnlessSuccessAsync(response, cancellation);
        return (await response.Content.ReadFromJsonAsync<T>(Json, cancellation))!;
    }

    private static async Task ThrowUnlessSuccessAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.IsSuccessStatusCode)
            return;
        var body = await response.Content.ReadAsStringAsync(cancellation);
        throw new CommandException(
            $"{response.RequestMessage!.Method} {response.RequestMessage.RequestUri!.AbsolutePath} answered {(int)response.StatusCode}: {Detail(body)}");
    }

    private static string Detail(string body)
    {
        try
        {
            return JsonDocument.Parse(body).RootElement.TryGetProperty("detail", out var detail) ? detail.GetString() ?? body : body;
        }
        catch (JsonException)
        {
            return body;
        }
    }
}
