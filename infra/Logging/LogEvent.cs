using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace Serverless.Infra.Logging;

/// <summary>Something that was logged, as each stream may tell it.</summary>
/// <param name="Id">Number and name of the event.</param>
/// <param name="Values">Named values of the message; null where it has none.</param>
/// <param name="Message">The message with all values.</param>
/// <param name="Exception">What was thrown, or null.</param>
internal sealed partial record LogEvent(EventId Id, IReadOnlyList<KeyValuePair<string, object?>>? Values, string Message, Exception? Exception)
{
    /// <summary>Name under which the template is among the values.</summary>
    public const string Template = "{OriginalFormat}";

    /// <summary>The message; made anew from its template where one of its values is masked.</summary>
    public string MessageFor(LogStream stream)
    {
        var template = Values?.FirstOrDefault(pair => pair.Key == Template).Value as string;
        return template is null || !Values!.Any(pair => IsMasked(pair.Key, stream))
            ? LogMask.Clean(Message, stream)
            : LogMask.Clean(Hole().Replace(template, match => HoleOf(match, stream)), stream);
    }

    /// <summary>Values of the message and of the scopes around it, event, exception; a value of the message hides one of a scope.</summary>
    /// <param name="json">Receives them.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="told"><see cref="MessageFor"/> it.</param>
    /// <param name="scopes">The scopes; null for none.</param>
    public void WriteContext(Utf8JsonWriter json, LogStream stream, string told, IExternalScopeProvider? scopes)
    {
        var values = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        scopes?.ForEachScope((scope, all) => Collect(scope, all), values);
        Collect(Values, values);
        if (Id.Id != 0)
            values["event"] = Id.Id;
        foreach (var (name, value) in values)
            LogLine.Value(json, name, Tell(name, value, stream, told));
        if (Exception is null)
            return;
        json.WriteStartObject("exception");
        json.WriteString("type", Exception.GetType().FullName);
        json.WriteString("message", LogMask.Clean(Exception.Message, stream));
        json.WriteString("details", LogMask.Clean(Exception.ToString(), stream));
        json.WriteEndObject();
    }

    /// <summary>A value as it may be told; one that the message tells only masked is masked here too.</summary>
    public object? Tell(string name, object? value, LogStream stream, string told)
    {
        if (IsMasked(name, stream))
            return LogMask.Masked;
        if (value is null or bool or double or float or decimal or sbyte or byte or short or ushort or int or uint or long or DateTime or DateTimeOffset)
            return value;
        var text = Text(value);
        var clean = LogMask.Clean(text, stream);
        return clean.Length > 0 && clean == text && Message.Contains(text, StringComparison.Ordinal) && !told.Contains(text, StringComparison.Ordinal) ? LogMask.Masked : clean;
    }

    private static void Collect(object? state, SortedDictionary<string, object?> values)
    {
        if (state is not IEnumerable<KeyValuePair<string, object?>> pairs)
            return;
        foreach (var (name, value) in pairs)
        {
            if (name != Template)
                values[name] = value;
        }
    }

    private static bool IsMasked(string name, LogStream stream) => LogMask.IsSecret(name) || (LogMask.IsFigure(name) && !stream.RecordsFigures());

    // Lists are told item by item, as the message tells them.
    private static string Text(object value) => value is System.Collections.IEnumerable items and not string
        ? string.Join(", ", items.Cast<object?>())
        : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private string HoleOf(Match hole, LogStream stream)
    {
        var name = hole.Groups["name"].Value;
        var value = Values!.FirstOrDefault(pair => pair.Key == name).Value;
        if (IsMasked(name, stream))
            return LogMask.Masked;
        return value is IFormattable formattable && hole.Groups["format"] is { Success: true, Value: var format }
            ? formattable.ToString(format, CultureInfo.InvariantCulture)
            : value is null ? "(null)" : Text(value);
    }

    [GeneratedRegex(@"\{(?<name>[^{},:]+)(?:,[^{}:]+)?(?::(?<format>[^{}]+))?\}")]
    private static partial Regex Hole();
}
