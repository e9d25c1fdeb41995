namespace Serverless.Infra.LocalStorage;

/// <summary>A request, taken apart.</summary>
internal sealed class StorageRequest
{
    private readonly HttpRequestMessage message;
    private readonly Dictionary<string, string> query;

    public StorageRequest(HttpRequestMessage message, byte[] body)
    {
        this.message = message;
        Body = body;
        Uri = message.RequestUri!;
        Path = PathOf(Uri);
        query = Uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => Unescape(pair[0]), pair => pair.Length > 1 ? Unescape(pair[1]) : "", StringComparer.Ordinal);
    }

    public string Method => message.Method.Method;

    public Uri Uri { get; }

    /// <summary>What follows the account's name, without escapes.</summary>
    public string Path { get; }

    public byte[] Body { get; }

    /// <summary>What follows the account's name in an address of this account, without escapes.</summary>
    public static string PathOf(Uri address)
    {
        var path = address.AbsolutePath;
        var account = path.IndexOf('/', 1);
        return account < 0 ? "" : Uri.UnescapeDataString(path[(account + 1)..]);
    }

    public string? Query(string name) => query.GetValueOrDefault(name);

    public string? Header(string name) =>
        message.Headers.TryGetValues(name, out var values) || (message.Content?.Headers.TryGetValues(name, out values) ?? false) ? string.Join(", ", values) : null;

    /// <summary>Headers that begin with <paramref name="prefix"/>, without it.</summary>
    public IReadOnlyDictionary<string, string> HeadersOf(string prefix) => message.Headers
        .Where(header => header.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        .ToDictionary(header => header.Key[prefix.Length..], header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase);

    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
