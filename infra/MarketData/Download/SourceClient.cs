using System.Globalization;
using System.Text.Json;

namespace Serverless.Infra.MarketData.Download;

/// <summary>GET requests to one source, with errors that name it and never contain its key.</summary>
/// <param name="source">Name of the source, for messages.</param>
/// <param name="http">Made by <see cref="DownloadHttp"/>.</param>
/// <param name="address">Base address of the source.</param>
/// <param name="secret">A key that stands in queries.</param>
internal sealed class SourceClient(string source, HttpClient http, Uri address, string? secret = null)
{
    private const int LongestDetail = 200;

    /// <summary>The answer as text.</summary>
    /// <param name="path">Path and query below the base address.</param>
    /// <param name="what">The data and page, for messages.</param>
    public async Task<string> GetTextAsync(string path, string what, CancellationToken cancellation)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(address, path), cancellation);
            var body = await response.Content.ReadAsStringAsync(cancellation);
            return response.IsSuccessStatusCode ? body : throw new DownloadException(Describe(response, body, what), DownloadAdvice.IsTransient((int)response.StatusCode));
        }
        catch (HttpRequestException error)
        {
            throw new DownloadException(Redact($"{source}, {what}: {error.Message.TrimEnd('.')}. {DownloadAdvice.Later}"), error is not RefusedResponseException, error);
        }
    }

    /// <summary>The answer as JSON.</summary>
    public async Task<JsonDocument> GetJsonAsync(string path, string what, CancellationToken cancellation)
    {
        var body = await GetTextAsync(path, what, cancellation);
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException error)
        {
            throw Malformed(what, error);
        }
    }

    /// <summary>For an answer that is not in the documented form.</summary>
    public DownloadException Malformed(string what, Exception? error = null) =>
        new($"{source}, {what}: the answer is not in the form that {source} documents ({Redact(error?.Message ?? "a part is missing")}). Check the base address {address}.", inner: error);

    private string Describe(HttpResponseMessage response, string body, string what)
    {
        var wait = response.Headers.RetryAfter is { } after
            ? string.Create(CultureInfo.InvariantCulture, $", and asks to wait {(after.Delta is { } delta ? delta.ToString("c") : $"until {after.Date:u}")}")
            : "";
        var detail = body.Length > LongestDetail ? body[..LongestDetail] + "…" : body;
        return Redact($"{source}, {what}: answered {(int)response.StatusCode} {response.ReasonPhrase}{wait}: {detail.ReplaceLineEndings(" ")}. {DownloadAdvice.For((int)response.StatusCode)}");
    }

    private string Redact(string text) => string.IsNullOrEmpty(secret) ? text : text.Replace(secret, "***", StringComparison.Ordinal);
}
