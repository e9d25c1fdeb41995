using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask.Tests.Harness;

internal sealed record LogEntry(string Category, EventId Event, string Message, IReadOnlyDictionary<string, object?> State);

internal sealed class LogCollector : ILoggerProvider
{
    public ConcurrentQueue<LogEntry> Entries { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(LogCollector collector, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => collector.Entries.Enqueue(new(
                category,
                eventId,
                formatter(state, exception),
                state is IEnumerable<KeyValuePair<string, object?>> values ? values.ToDictionary() : new Dictionary<string, object?>()));
    }
}
