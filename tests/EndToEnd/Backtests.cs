using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Serverless.EndToEnd;

/// <summary>Backtests over HTTP.</summary>
internal static class Backtests
{
    public const string Path = "api/v1/backtests";

    public static Task<HttpResponseMessage> PostBacktestAsync(this Platform platform, string document, string query = "") =>
        platform.Http.PostAsync(Path + query, new StringContent(document, Encoding.UTF8, "application/yaml"));

    public static async Task<string> StartBacktestAsync(this Platform platform, string document, string query = "")
    {
        using var response = await platform.PostBacktestAsync(document, query);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("backtestId").GetString()!;
    }

    /// <summary>Follows a backtest until <paramref name="done"/> accepts its status.</summary>
    public static async Task<JsonElement> WaitForBacktestAsync(this Platform platform, string id, Func<JsonElement, bool> done)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            var status = await platform.Http.GetFromJsonAsync<JsonElement>($"{Path}/{id}", deadline.Token);
            if (done(status))
                return status;
            await tick.WaitForNextTickAsync(deadline.Token);
        }
    }

    public static Task<JsonElement> WaitForEndOfBacktestAsync(this Platform platform, string id) => platform.WaitForBacktestAsync(id, HasEnded);

    public static bool HasEnded(JsonElement status) => status.GetProperty("completedAt").ValueKind != JsonValueKind.Null;

    public static Task<byte[]> GetAsync(this Platform platform, string id, string part) => platform.Http.GetByteArrayAsync($"{Path}/{id}/{part}");
}
