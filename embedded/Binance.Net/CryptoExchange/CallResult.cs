namespace CryptoExchange.Net.Objects;

/// <summary>The result of an operation that does not throw.</summary>
public class CallResult
{
    internal CallResult(Error? error) => Error = error;

    /// <summary>Why it failed; null when it did not.</summary>
    public Error? Error { get; internal set; }

    /// <summary>Whether it succeeded.</summary>
    public bool Success => Error is null;

    /// <summary><see cref="Success"/>.</summary>
    public static implicit operator bool(CallResult obj) => obj?.Success == true;
}

/// <summary>The result of an operation that yields data and does not throw.</summary>
/// <typeparam name="T">Type of the data.</typeparam>
public class CallResult<T> : CallResult
{
    internal CallResult(T? data, Error? error)
        : base(error) => Data = data!;

    /// <summary>The data; nothing to read unless it succeeded.</summary>
    public T Data { get; internal set; }
}
