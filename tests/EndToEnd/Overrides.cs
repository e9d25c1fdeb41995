using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Serverless.EndToEnd;

/// <summary>Overrides of deployments, as callers of a role send them.</summary>
internal static class Overrides
{
    public static async Task<(HttpStatusCode Status, JsonElement Body)> OverrideAsync(
        this Platform platform, string key, HttpMethod method, string path, object? body, string? idempotencyKey = null, string? match = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(platform.Http.BaseAddress!, path)) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("x-api-key", key);
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        if (match is not null)
            request.Headers.TryAddWithoutValidation("If-Match", match);
        using var client = new HttpClient();
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    public static async Task<string> ETagAsync(this Platform platform, string path)
    {
        using var response = await platform.Http.GetAsync(path);
        return response.Headers.ETag!.ToString();
    }

    /// <summary>A step on the state that the strategy has now.</summary>
    public static async Task<JsonElement> StepAsync(this Platform platform, string strategyId, string action, object body)
    {
        var path = $"api/v1/deployments/{strategyId}";
        var match = await platform.ETagAsync(path);
        var (status, answer) = await platform.OverrideAsync(Platform.PortfolioManagerKey, HttpMethod.Post, $"{path}/{action}", body, $"{action} {match}", match);
        Assert.True(status == HttpStatusCode.OK, $"{status}: {answer}");
        return answer;
    }

    /// <summary>Loosens the limits and runs a cycle that promotes; answers with its candidates.</summary>
    public static async Task<IReadOnlyList<string>> FindCandidatesAsync(this Platform platform)
    {
        var limits = new { maxDrawdown = 1, maxVolatility = 10 };
        var (status, answer) = await platform.OverrideAsync(
            Platform.PortfolioManagerKey, HttpMethod.Put, "api/v1/limits", new { @operator = "Ada", reason = "Random walks are tried.", limits }, "loosen", await platform.ETagAsync("api/v1/limits"));
        Assert.True(status == HttpStatusCode.OK, answer.ToString());
        using var started = await platform.Http.PostAsJsonAsync("api/v1/cycles", new { seed = 7, strategies = 60, promote = true });
        await platform.WaitForEndAsync((await started.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("cycleId").GetString()!);
        var listed = await platform.Http.GetFromJsonAsync<JsonElement>("api/v1/deployments?stage=candidate");
        return [.. listed.GetProperty("value").EnumerateArray().Select(one => one.GetProperty("strategyId").GetString()!)];
    }
}
