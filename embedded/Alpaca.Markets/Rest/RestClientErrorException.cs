using System.Net;

namespace Alpaca.Markets;

/// <summary>The server refused, or its answer cannot be read.</summary>
public sealed class RestClientErrorException : Exception
{
    /// <summary>An exception without further information.</summary>
    public RestClientErrorException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public RestClientErrorException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public RestClientErrorException(string message, Exception inner)
        : base(message, inner)
    {
    }

    internal RestClientErrorException(HttpStatusCode status, int code, string message)
        : base(message) => (HttpStatusCode, ErrorCode) = (status, code);

    /// <summary>The server's code.</summary>
    public int ErrorCode { get; }

    /// <summary>Status of the answer.</summary>
    public HttpStatusCode? HttpStatusCode { get; }
}
