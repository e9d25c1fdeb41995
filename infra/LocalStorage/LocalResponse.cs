using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using Azure;
using Azure.Core;

namespace Serverless.Infra.LocalStorage;

/// <summary>An answer as a client reads it.</summary>
internal sealed class LocalResponse : Response
{
    private readonly List<(string Name, string Value)> headers;

    public LocalResponse(StorageReply reply, Request request)
    {
        (Status, headers, ClientRequestId) = (reply.Status, reply.Headers, request.ClientRequestId);
        // The body of HEAD is absent, its length is not.
        if (request.Method != RequestMethod.Head)
            headers.Add(("Content-Length", reply.Body.Length.ToString(CultureInfo.InvariantCulture)));
        ContentStream = new MemoryStream(reply.Body, 0, reply.Body.Length, writable: false, publiclyVisible: true);
    }

    public override int Status { get; }

    public override string ReasonPhrase => ((HttpStatusCode)Status).ToString();

    public override Stream? ContentStream { get; set; }

    public override string ClientRequestId { get; set; }

    // What was read stays readable: a client may hand the content on.
    public override void Dispose()
    {
    }

    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers.Select(header => new HttpHeader(header.Name, header.Value));

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        foreach (var header in headers)
        {
            if (string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                value = header.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out var value) ? [value] : null;
        return values is not null;
    }
}
