using System.Globalization;
using System.Text;

namespace Serverless.Testing.Http;

/// <summary>What a <see cref="LoopbackServer"/> answers, true to HTTP/1.1 or not.</summary>
/// <param name="Status">Status code.</param>
/// <param name="Body">UTF-8 body.</param>
public sealed record Reply(int Status, string Body = "")
{
    /// <summary>Lines to add to the head, for example <c>Retry-After: 7</c>.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>Bytes of the body that are sent before the connection is closed; null for all that <c>Content-Length</c> promises.</summary>
    public int? CutAfter { get; init; }

    /// <summary>Whether the rest of the body never comes while the connection stays open.</summary>
    public bool Stalls { get; init; }

    /// <summary>A JSON document.</summary>
    public static Reply Json(string body) => new(200, body) { Headers = ["Content-Type: application/json"] };

    internal byte[] Head()
    {
        var lines = new List<string>
        {
            string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {Status} Status"),
            string.Create(CultureInfo.InvariantCulture, $"Content-Length: {Encoding.UTF8.GetByteCount(Body)}"),
            "Connection: close",
        };
        lines.AddRange(Headers);
        return Encoding.ASCII.GetBytes(string.Join("\r\n", lines) + "\r\n\r\n");
    }
}
