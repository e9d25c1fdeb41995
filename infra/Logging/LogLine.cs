using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Serverless.Infra.Logging;

/// <summary>
/// Lines of JSON with the fields <c>timestamp</c> (UTC, ISO 8601), <c>component</c>, <c>level</c>, <c>message</c>, <c>context</c>, always all of
/// them and in this order. Not thread-safe; one is used for many lines.
/// </summary>
internal sealed class LogLine : IDisposable
{
    private readonly ArrayBufferWriter<byte> buffer = new();
    private readonly Utf8JsonWriter json;

    public LogLine() => json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Writes one line.</summary>
    /// <returns>The line with its end, UTF-8; valid until the next.</returns>
    public ReadOnlySpan<byte> Write(DateTime utc, string component, string level, string message, Action<Utf8JsonWriter> context)
    {
        buffer.ResetWrittenCount();
        json.Reset();
        json.WriteStartObject();
        json.WriteString("timestamp", utc);
        json.WriteString("component", component);
        json.WriteString("level", level);
        json.WriteString("message", message);
        json.WriteStartObject("context");
        context(json);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        buffer.Write("\n"u8);
        return buffer.WrittenSpan;
    }

    /// <summary>Writes a value of any kind; what JSON has no number for is text.</summary>
    public static void Value(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNull(name);
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumber(name, number);
                break;
            case float number when float.IsFinite(number):
                json.WriteNumber(name, number);
                break;
            case sbyte or byte or short or ushort or int or uint or long:
                json.WriteNumber(name, Convert.ToInt64(value, null));
                break;
            case decimal number:
                json.WriteNumber(name, number);
                break;
            case DateTime time:
                json.WriteString(name, time);
                break;
            case DateTimeOffset time:
                json.WriteString(name, time);
                break;
            default:
                json.WriteString(name, Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture));
                break;
        }
    }

    public void Dispose() => json.Dispose();
}
