namespace Alpaca.Markets;

/// <summary>A request that no server would understand.</summary>
public sealed class RequestValidationException : Exception
{
    /// <summary>An exception without further information.</summary>
    public RequestValidationException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public RequestValidationException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public RequestValidationException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>An exception that names the property.</summary>
    public RequestValidationException(string message, string propertyName)
        : base(message) => PropertyName = propertyName;

    /// <summary>Name of the property that is wrong.</summary>
    public string PropertyName { get; } = string.Empty;
}
