using System.Globalization;
using System.Net.Http.Headers;

namespace Azure.Data.Tables.Pipeline;

/// <summary>Reads the multipart answer to a transaction: one response per action, or a single one that refuses all.</summary>
internal static class BatchReader
{
    public static List<Response> Read(Response response)
    {
        var responses = new List<Response>();
        ReadParts(response.Content.ToString(), response.Headers.ContentType ?? "", responses);
        return responses;
    }

    static void ReadParts(string body, string contentType, List<Response> responses)
    {
        var delimiter = "--" + Boundary(contentType);
        for (var at = body.IndexOf(delimiter, StringComparison.Ordinal); at >= 0;)
        {
            var start = at + delimiter.Length;
            at = body.IndexOf(delimiter, start, StringComparison.Ordinal);
            if (at >= 0)
                ReadPart(body[start..at].Trim('\r', '\n'), responses);
        }
    }

    static void ReadPart(string part, List<Response> responses)
    {
        var (headers, body) = Split(part);
        if (!headers.TryGetValue("Content-Type", out var type))
            throw new FormatException("A part of the answer to the transaction has no Content-Type.");
        if (type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
            ReadParts(body, type, responses);
        else
            responses.Add(ReadResponse(body));
    }

    static BatchItemResponse ReadResponse(string text)
    {
        var endOfStatus = text.IndexOf('\n', StringComparison.Ordinal);
        var status = (endOfStatus < 0 ? text : text[..endOfStatus]).Trim().Split(' ', 3);
        var (headers, body) = Split(endOfStatus < 0 ? "" : text[(endOfStatus + 1)..]);
        return new BatchItemResponse(int.Parse(status[1], CultureInfo.InvariantCulture), status.ElementAtOrDefault(2) ?? "", headers, body);
    }

    /// <summary>Header lines up to an empty one, then the body.</summary>
    static (Dictionary<string, string> Headers, string Body) Split(string text)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var at = 0;
        while (at < text.Length)
        {
            var end = text.IndexOf('\n', at) is >= 0 and var found ? found : text.Length;
            var line = text[at..end].Trim();
            at = Math.Min(end + 1, text.Length);
            if (line.Length == 0)
                break;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        return (headers, text[at..]);
    }

    static string Boundary(string contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.Parameters.FirstOrDefault(parameter => parameter.Name.Equals("boundary", StringComparison.OrdinalIgnoreCase))?.Value is { } boundary
            ? boundary.Trim('"')
            : throw new FormatException($"The answer to the transaction is of type '{contentType}', which has no parts.");
}
