namespace CryptoExchange.Net.Objects;

/// <summary>Why an operation failed.</summary>
public abstract class Error
{
    internal Error(int? code, string message, Exception? exception)
    {
        Code = code;
        Message = message;
        Exception = exception;
    }

    /// <summary>The server's code, if it sent one.</summary>
    public int? Code { get; set; }

    /// <summary>What happened.</summary>
    public string Message { get; set; }

    /// <summary>The exception behind it, if there is one.</summary>
    public Exception? Exception { get; set; }

    /// <inheritdoc />
    public override string ToString() => Code is { } code ? $"[{GetType().Name}] {code}: {Message}" : $"[{GetType().Name}] {Message}";
}

/// <summary>The server answered with an error.</summary>
public class ServerError : Error
{
    /// <summary>An error with the server's code.</summary>
    public ServerError(int? code, string message, Exception? exception = null)
        : base(code, message, exception)
    {
    }
}

/// <summary>The request did not get an answer.</summary>
public class WebError : Error
{
    /// <summary>An error with the exception that it comes from.</summary>
    public WebError(string message, Exception? exception = null)
        : base(null, message, exception)
    {
    }
}

/// <summary>The answer cannot be read.</summary>
public class DeserializeError : Error
{
    /// <summary>An error with the exception that it comes from.</summary>
    public DeserializeError(string message, Exception? exception = null)
        : base(null, message, exception)
    {
    }
}

/// <summary>The caller cancelled.</summary>
public class CancellationRequestedError : Error
{
    /// <summary>An error with the exception that it comes from.</summary>
    public CancellationRequestedError(Exception? exception = null)
        : base(null, "Cancellation requested", exception)
    {
    }
}
