using Microsoft.Extensions.Logging;

namespace Serverless.Infra.Logging;

/// <summary>Writes what is logged as lines of JSON, a file for each stream, without what must not be read; see <see cref="LogMask"/>.</summary>
[ProviderAlias("JsonLines")]
public sealed class JsonLinesLoggerProvider : ILoggerProvider, ISupportExternalScope
{
    private readonly Lock gate = new();
    private readonly LogLine line = new();
    private readonly TimeProvider time;
    private readonly Dictionary<LogStream, RollingFile> files;
    private IExternalScopeProvider? scopes;

    /// <summary>Makes one; files are made with their first line.</summary>
    /// <param name="options">Where files lie; the folder is set.</param>
    /// <param name="time">Tells when a line was logged.</param>
    /// <param name="complain">Hears when lines cannot be written, once until they can again; not a log.</param>
    /// <exception cref="ArgumentException">The options are not valid.</exception>
    public JsonLinesLoggerProvider(LogFileOptions options, TimeProvider time, Action<string> complain)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(options.Folder);
        options.Check();
        this.time = time;
        files = Enum.GetValues<LogStream>().ToDictionary(
            stream => stream,
            stream => new RollingFile(options.Folder, Path.GetFileNameWithoutExtension(stream.FileName()), options.MaxMegabytes * 1024L * 1024, options.Retained, complain));
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new JsonLinesLogger(categoryName, this);

    /// <inheritdoc/>
    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            foreach (var file in files.Values)
                file.Dispose();
            line.Dispose();
        }
    }

    internal IDisposable? Begin<TState>(TState state)
        where TState : notnull => scopes?.Push(state);

    internal void Write(string category, LogLevel level, LogEvent happened)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            foreach (var stream in LogStreams.Of(category, level))
            {
                var told = happened.MessageFor(stream);
                var bytes = line.Write(
                    now.UtcDateTime, category, level.ToString().ToLowerInvariant(), told, json => happened.WriteContext(json, stream, told, scopes));
                files[stream].Write(bytes, now);
            }
        }
    }
}
