using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>The address by which the caller reached us, also through a proxy (Forwarded, X-Forwarded-*).</summary>
internal static class PublicUrl
{
    public static Uri Of(HttpRequestData request) => Of(
        request.Url, name => request.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null);

    public static Uri Of(HttpRequest request) => Of(
        new Uri($"{request.Scheme}://{request.Host}"), name => request.Headers[name].FirstOrDefault());

    private static Uri Of(Uri direct, Func<string, string?> header)
    {
        var forwarded = ForwardedPairs(header("Forwarded"));
        var scheme = forwarded.GetValueOrDefault("proto") ?? First(header("X-Forwarded-Proto")) ?? direct.Scheme;
        var host = forwarded.GetValueOrDefault("host") ?? First(header("X-Forwarded-Host")) ?? direct.Authority;
        return scheme is "http" or "https" && Uri.TryCreate($"{scheme}://{host}", UriKind.Absolute, out var address) ? address : direct;
    }

    // The first element is what the outermost proxy saw.
    private static Dictionary<string, string> ForwardedPairs(string? value) => (First(value) ?? "")
        .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .Where(pair => pair.Length == 2)
        .GroupBy(pair => pair[0], StringComparer.OrdinalIgnoreCase)
        .ToDictionary(g => g.Key, g => HeaderUtilities.RemoveQuotes(g.First()[1]).ToString(), StringComparer.OrdinalIgnoreCase);

    private static string? First(string? list) => list?.Split(',')[0].Trim() is { Length: > 0 } first ? first : null;
}
