using System.Reflection;

namespace Microsoft.DurableTask;

/// <summary>An exception as data: it crosses the durable boundary without its type being loaded.</summary>
public record TaskFailureDetails(
    string ErrorType,
    string ErrorMessage,
    string? StackTrace,
    TaskFailureDetails? InnerFailure,
    IDictionary<string, object?>? Properties)
{
    public static TaskFailureDetails FromException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return FromException(exception, null);
    }

    public bool IsCausedBy<T>()
        where T : Exception
        => IsCausedBy(typeof(T));

    public bool IsCausedBy(Type targetBaseExceptionType)
    {
        ArgumentNullException.ThrowIfNull(targetBaseExceptionType);
        if (!typeof(Exception).IsAssignableFrom(targetBaseExceptionType))
            throw new ArgumentException($"The type {targetBaseExceptionType} is not an exception.", nameof(targetBaseExceptionType));
        if (string.IsNullOrEmpty(ErrorType))
            return false;
        return LoadErrorType(targetBaseExceptionType.Assembly) is { } errorType && targetBaseExceptionType.IsAssignableFrom(errorType);
    }

    public override string ToString() => $"{ErrorType}: {ErrorMessage}";

    /// <summary>A failure that the caught exception carries is kept whole, so that a chain of tasks keeps its origin.</summary>
    internal static TaskFailureDetails FromException(Exception exception, Func<Exception, IDictionary<string, object?>?>? properties)
        => new(
            exception.GetType().ToString(),
            exception.Message,
            exception.StackTrace,
            exception switch
            {
                TaskFailedException failed => failed.FailureDetails,
                Entities.EntityOperationFailedException failed => failed.FailureDetails,
                { InnerException: { } inner } => FromException(inner, properties),
                _ => null,
            },
            FailureProperties.Normalize(properties?.Invoke(exception)));

    /// <summary>Where the name is likely meant first, then every loaded assembly.</summary>
    private Type? LoadErrorType(Assembly likely)
    {
        if ((Type.GetType(ErrorType, throwOnError: false) ?? likely.GetType(ErrorType, throwOnError: false)) is { } type)
            return type;
        var candidates = AppDomain.CurrentDomain.GetAssemblies()
            .Select(assembly => assembly.GetType(ErrorType, throwOnError: false))
            .OfType<Type>()
            .ToList();
        return candidates.Count <= 1
            ? candidates.SingleOrDefault()
            : throw new AmbiguousMatchException($"Several loaded assemblies define the exception type '{ErrorType}'.");
    }
}
