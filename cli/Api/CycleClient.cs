using System.Net.Http.Json;
using Serverless.Core.Scoring.Evidence;

namespace Serverless.Cli.Api;

/// <summary>The part of the HTTP API that the CLI calls.</summary>
internal sealed class CycleClient(HttpClient http)
{
    /// <summary>Starts a cycle; <paramref name="request"/> is the body of <c>POST /api/v1/cycles</c>.</summary>
    public async Task<string> StartAsync(object request, CancellationToken cancellation)
    {
        using var response = await http.PostAsJsonAsync("api/v1/cycles", request, ApiAnswers.Json, cancellation);
        await ApiAnswers.ThrowUnlessSuccessAsync(response, cancellation);
        return (await response.Content.ReadFromJsonAsync<CycleStatus>(ApiAnswers.Json, cancellation))!.CycleId;
    }

    public Task<CycleStatus> GetAsync(string cycleId, CancellationToken cancellation) => GetAsync<CycleStatus>($"api/v1/cycles/{cycleId}", cancellation);

    public async Task<byte[]> GetScorecardAsync(string cycleId, CancellationToken cancellation)
    {
        using var response = await http.GetAsync($"api/v1/cycles/{cycleId}/scorecard", cancellation);
        await ApiAnswers.ThrowUnlessSuccessAsync(response, cancellation);
        return await response.Content.ReadAsByteArrayAsync(cancellation);
    }

    public async Task<CycleEvidence?> GetEvidenceAsync(string cycleId, CancellationToken cancellation) =>
        (await GetAsync<AssessedCycle>($"api/v1/cycles/{cycleId}/evidence", cancellation)).Evidence;

    public Task<RegimesStatus> GetRegimesAsync(CancellationToken cancellation) => GetAsync<RegimesStatus>("api/v1/regimes", cancellation);

    /// <summary>Lets the platform look what regimes hold.</summary>
    public async Task<RegimeCheckStatus> StartRegimeCheckAsync(CancellationToken cancellation)
    {
        using var response = await http.PostAsync("api/v1/regimes/checks", content: null, cancellation);
        await ApiAnswers.ThrowUnlessSuccessAsync(response, cancellation);
        return (await response.Content.ReadFromJsonAsync<RegimeCheckStatus>(ApiAnswers.Json, cancellation))!;
    }

    public Task<RegimeCheckStatus> GetRegimeCheckAsync(RegimeCheckStatus check, CancellationToken cancellation) =>
        GetAsync<RegimeCheckStatus>(check.Self, cancellation);

    private async Task<T> GetAsync<T>(string path, CancellationToken cancellation)
    {
        using var response = await http.GetAsync(path, cancellation);
        await ApiAnswers.ThrowUnlessSuccessAsync(response, cancellation);
        return (await response.Content.ReadFromJsonAsync<T>(ApiAnswers.Json, cancellation))!;
    }
}
