using System.Text.Json;

namespace Microsoft.DurableTask.Embedded.Journal;

/// <summary>Failure details as bytes; properties, which are open, as JSON, in which an object of one marked name stands for a time.</summary>
internal static class FailureCodec
{
    private const string Time = "$dateTime";
    private const string OffsetTime = "$dateTimeOffset";

    public static void Write(PayloadWriter writer, TaskFailureDetails? failure)
    {
        for (; failure is not null; failure = failure.InnerFailure)
        {
            writer.Bool(true);
            writer.Text(failure.ErrorType);
            writer.Text(failure.ErrorMessage);
            writer.Text(failure.StackTrace);
            writer.Text(failure.Properties is null ? null : JsonSerializer.Serialize(Marked(failure.Properties)));
        }

        writer.Bool(false);
    }

    public static TaskFailureDetails? Read(PayloadReader reader)
    {
        if (!reader.Bool())
            return null;
        string type = reader.Text(), message = reader.Text();
        var stack = reader.OptionalText();
        var properties = reader.OptionalText() is { } json ? Properties(json) : null;
        return new(type, message, stack, Read(reader), properties);
    }

    public static TaskFailureDetails ReadRequired(PayloadReader reader)
        => Read(reader) ?? throw new InvalidDataException("The details of a failure are missing.");

    /// <summary>Numbers come back as double, as they do over the vendor's wire.</summary>
    private static Dictionary<string, object?> Properties(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => Value(p.Value));
    }

    private static object? Marked(object? value) => value switch
    {
        DateTime time => new Dictionary<string, object?> { [Time] = time },
        DateTimeOffset time => new Dictionary<string, object?> { [OffsetTime] = time },
        IDictionary<string, object?> map => map.ToDictionary(entry => entry.Key, entry => Marked(entry.Value)),
        List<object?> list => list.ConvertAll(Marked),
        _ => value,
    };

    private static object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => element.EnumerateArray().Select(Value).ToList(),
        _ when element.TryGetProperty(Time, out var time) => time.GetDateTime(),
        _ when element.TryGetProperty(OffsetTime, out var time) => time.GetDateTimeOffset(),
        _ => element.EnumerateObject().ToDictionary(p => p.Name, p => Value(p.Value)),
    };
}
