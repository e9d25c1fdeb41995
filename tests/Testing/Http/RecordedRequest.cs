using System.Globalization;
using System.Web;

namespace Serverless.Testing.Http;

/// <summary>A request as a <see cref="LoopbackServer"/> read it.</summary>
/// <param name="Path">Path without the query.</param>
/// <param name="QueryText">Query without the question mark, as it was sent.</param>
/// <param name="Headers">Headers; names in any case.</param>
public sealed record RecordedRequest(string Path, string QueryText, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The method.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>The body as UTF-8; empty without a <c>Content-Length</c>.</summary>
    public string Body { get; init; } = "";

    /// <summary>The decoded value of a query parameter; null when there is none.</summary>
    public string? Query(string name) => HttpUtility.ParseQueryString(QueryText)[name];

    internal int BodyLength => Headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, CultureInfo.InvariantCulture) : 0;

    internal static RecordedRequest Parse(string head)
    {
        var lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var target = lines[0].Split(' ')[1].Split('?', 2);
        var headers = lines.Skip(1).Select(line => line.Split(':', 2)).ToDictionary(parts => parts[0], parts => parts[1].Trim(), StringComparer.OrdinalIgnoreCase);
        return new RecordedRequest(target[0], target.Length > 1 ? target[1] : "", headers) { Method = lines[0].Split(' ')[0] };
    }
}
