using OpenTelemetry;
using OpenTelemetry.Logs;

namespace Serverless.Infra.Logging;

/// <summary>Takes from records what must not leave the process, before the exporter that comes after it; see <see cref="LogMask"/>.</summary>
public sealed class MaskingLogProcessor : BaseProcessor<LogRecord>
{
    private const LogStream Stream = LogStream.Events;

    /// <inheritdoc/>
    public override void OnEnd(LogRecord data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var happened = new LogEvent(data.EventId, data.Attributes, data.FormattedMessage ?? data.Body ?? "", data.Exception);
        var told = happened.MessageFor(Stream);
        (data.FormattedMessage, data.Body) = (told, told);
        var attributes = (data.Attributes ?? []).Where(pair => pair.Key != LogEvent.Template)
            .Select(pair => KeyValuePair.Create(pair.Key, happened.Tell(pair.Key, pair.Value, Stream, told))).ToList();
        if (data.Exception is { } exception)
        {
            attributes.Add(new("exception.type", exception.GetType().FullName));
            attributes.Add(new("exception.message", LogMask.Clean(exception.Message, Stream)));
            data.Exception = null;
        }

        data.Attributes = attributes;
    }
}
