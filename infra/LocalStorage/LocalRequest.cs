using System.Diagnostics.CodeAnalysis;
using Azure.Core;

namespace Serverless.Infra.LocalStorage;

/// <summary>A request as a client makes it: a handful of headers in a list.</summary>
internal sealed class LocalRequest : Request
{
    private readonly List<HttpHeader> headers = new(12);

    public override string ClientRequestId { get; set; } = "local";

    public override void Dispose() => Content?.Dispose();

    protected override void AddHeader(string name, string value) => headers.Add(new HttpHeader(name, value));

    protected override bool ContainsHeader(string name) => IndexOf(name) >= 0;

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers;

    protected override bool RemoveHeader(string name) => headers.RemoveAll(header => IsNamed(header, name)) > 0;

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = TryGetHeaderValues(name, out var values) ? string.Join(", ", values) : null;
        return value is not null;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = ContainsHeader(name) ? [.. headers.Where(header => IsNamed(header, name)).Select(header => header.Value)] : null;
        return values is not null;
    }

    private int IndexOf(string name) => headers.FindIndex(header => IsNamed(header, name));

    private static bool IsNamed(HttpHeader header, string name) => string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase);
}
