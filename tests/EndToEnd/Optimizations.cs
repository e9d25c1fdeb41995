using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Serverless.EndToEnd;

/// <summary>Optimisations over HTTP.</summary>
internal static class Optimizations
{
    private const string Path = "api/v1/optimizations";

    public static async Task<string> StartAsync(this Platform platform, object request, string? idempotencyKey = null)
    {
        using var response = await platform.PostAsync(request, idempotencyKey);
        Assert.True(response.StatusCode == HttpStatusCode.Accepted, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("optimizationId").GetString()!;
    }

    /// <summary>Starts the search around the run of a configuration.</summary>
    public static async Task<string> StartSearchAsync(this Platform platform, string document, string query = "")
    {
        using var response = await platform.Http.PostAsync(Path + query, new StringContent(document, Encoding.UTF8, "application/yaml"));
        Assert.True(response.StatusCode == HttpStatusCode.Accepted, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("optimizationId").GetString()!;
    }

    public static async Task<HttpResponseMessage> PostAsync(this Platform platform, object request, string? idempotencyKey = null)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, Path) { Content = JsonContent.Create(request) };
        if (idempotencyKey is not null)
            message.Headers.Add("Idempotency-Key", idempotencyKey);
        return await platform.Http.SendAsync(message);
    }

    /// <summary>Follows an optimisation until <paramref name="done"/> accepts its status.</summary>
    public static async Task<JsonElement> WaitForAsync(this Platform platform, string id, Func<JsonElement, bool> done)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (true)
        {
            var status = await platform.Http.GetFromJsonAsync<JsonElement>($"{Path}/{id}", deadline.Token);
            if (done(status))
                return status;
            await tick.WaitForNextTickAsync(deadline.Token);
        }
    }

    public static Task<JsonElement> WaitForEndOfAsync(this Platform platform, string id) =>
        platform.WaitForAsync(id, status => status.GetProperty("completedAt").ValueKind != JsonValueKind.Null);

    public static int TrialsDone(JsonElement status) => status.GetProperty("trials").GetProperty("done").GetInt32();

    public static Task<byte[]> GetResultAsync(this Platform platform, string id) => platform.Http.GetByteArrayAsync($"{Path}/{id}/result");
}
