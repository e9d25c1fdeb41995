using System.Net;

namespace CryptoExchange.Net.Objects;

/// <summary>The result of a request.</summary>
/// <typeparam name="T">Type of the data.</typeparam>
public class WebCallResult<T> : CallResult<T>
{
    internal WebCallResult(HttpStatusCode? status, T? data, Error? error)
        : base(data, error) => ResponseStatusCode = status;

    /// <summary>Status of the answer; null when none came.</summary>
    public HttpStatusCode? ResponseStatusCode { get; set; }
}
