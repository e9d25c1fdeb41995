using System.Globalization;
using System.Text.Json;

namespace Azure.Data.Tables.Serialization;

/// <summary>The service's eight types of values, between JSON with annotations and the types of .NET.</summary>
internal static class EdmValue
{
    const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    /// <summary>Writes a property, with its annotation where JSON alone does not tell its type; null properties are not stored.</summary>
    public static void Write(Utf8JsonWriter writer, string name, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case string text:
                writer.WriteString(name, text);
                break;
            case bool flag:
                writer.WriteBoolean(name, flag);
                break;
            case int number:
                writer.WriteNumber(name, number);
                break;
            case long number:
                WriteAnnotated(writer, name, "Edm.Int64", number.ToString(CultureInfo.InvariantCulture));
                break;
            case double number when double.IsFinite(number):
                writer.WriteString(name + PropertyNames.TypeSuffix, "Edm.Double");
                writer.WriteNumber(name, number);
                break;
            case double number:
                WriteAnnotated(writer, name, "Edm.Double", number.ToString(CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset or DateTime:
                WriteAnnotated(writer, name, "Edm.DateTime", FormatTime(name, value));
                break;
            case Guid id:
                WriteAnnotated(writer, name, "Edm.Guid", id.ToString());
                break;
            case byte[] bytes:
                WriteAnnotated(writer, name, "Edm.Binary", Convert.ToBase64String(bytes));
                break;
            case BinaryData bytes:
                WriteAnnotated(writer, name, "Edm.Binary", Convert.ToBase64String(bytes));
                break;
            case Enum:
                writer.WriteString(name, value.ToString());
                break;
            default:
                throw new NotSupportedException(
                    $"Property '{name}' is of type {value.GetType()}, which the table service cannot store; keep it as a string, or exclude it with [IgnoreDataMember].");
        }
    }

    /// <summary>Reads a property that is annotated as <paramref name="edmType"/>, or that needs no annotation.</summary>
    public static object? Read(JsonElement json, string? edmType) => edmType switch
    {
        _ when json.ValueKind == JsonValueKind.Null => null,
        "Edm.Int64" => long.Parse(json.GetString()!, CultureInfo.InvariantCulture),
        "Edm.Double" => json.ValueKind == JsonValueKind.String
            ? double.Parse(json.GetString()!, CultureInfo.InvariantCulture)
            : json.GetDouble(),
        "Edm.DateTime" => ParseTime(json.GetString()!),
        "Edm.Guid" => json.GetGuid(),
        "Edm.Binary" => json.GetBytesFromBase64(),
        _ => json.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String => json.GetString(),
            _ => json.TryGetInt32(out var number) ? number : (object)json.GetDouble(),
        },
    };

    public static DateTimeOffset ParseTime(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static string FormatTime(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>Converts a stored value to the type of a .NET property; false where that would lose or invent something.</summary>
    public static bool TryConvert(object? value, Type type, out object? converted)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        converted = value switch
        {
            null => null,
            _ when target.IsInstanceOfType(value) => value,
            int number when target == typeof(double) => (double)number,
            DateTimeOffset time when target == typeof(DateTime) => time.UtcDateTime,
            DateTime time when target == typeof(DateTimeOffset) => new DateTimeOffset(time),
            byte[] bytes when target == typeof(BinaryData) => new BinaryData(bytes),
            BinaryData bytes when target == typeof(byte[]) => bytes.ToArray(),
            string text when target.IsEnum => Enum.Parse(target, text),
            _ => null,
        };
        return value is null || converted is not null;
    }

    static string FormatTime(string name, object value) => value switch
    {
        DateTimeOffset time => FormatTime(time),
        DateTime { Kind: DateTimeKind.Utc } time => FormatTime(new DateTimeOffset(time)),
        _ => throw new NotSupportedException($"Property '{name}' is a DateTime that is not in UTC; convert it, or use DateTimeOffset."),
    };

    static void WriteAnnotated(Utf8JsonWriter writer, string name, string edmType, string text)
    {
        writer.WriteString(name + PropertyNames.TypeSuffix, edmType);
        writer.WriteString(name, text);
    }
}
