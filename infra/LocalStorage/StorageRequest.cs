using Azure.Core;
namespace Serverless.Infra.LocalStorage;

/// <summary>A request, taken apart.</summary>
internal sealed class StorageRequest
{
    private static readonly Dictionary<string, string> None = [];

    private readonly Request request;
    private readonly Dictionary<string, string> query;

    public StorageRequest(Request request, byte[] body)
    {
        this.request = request;
        Body = body;
        Uri = request.Uri.ToUri();
        Path = PathOf(Uri);
        query = Uri.Query.Length == 0 ? None : Uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => Unescape(pair[0]), pair => pair.Length > 1 ? Unescape(pair[1]) : "", StringComparer.Ordinal);
    }

    public string Method => request.Method.Method;

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

    public string? Header(string name) => request.Headers.TryGetValue(name, out var value) ? value : null;

    /// <summary>Headers that begin with <paramref name="prefix"/>, without it.</summary>
    public IReadOnlyDictionary<string, string> HeadersOf(string prefix) => request.Headers
        .Where(header => header.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        .ToDictionary(header => header.Name[prefix.Length..], header => header.Value, StringComparer.OrdinalIgnoreCase);

    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
