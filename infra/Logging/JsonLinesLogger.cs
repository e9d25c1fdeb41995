using Microsoft.Extensions.Logging;

namespace Serverless.Infra.Logging;

internal sealed class JsonLinesLogger(string category, JsonLinesLoggerProvider provider) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => provider.Begin(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        if (IsEnabled(logLevel))
            provider.Write(category, logLevel, new LogEvent(eventId, state as IReadOnlyList<KeyValuePair<string, object?>>, formatter(state, exception), exception));
    }
}
