using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Text of a route or query to a parameter's type, invariant culture, times in UTC.</summary>
internal static class TextConversion
{
    public static object? Parse(StringValues values, Type type)
    {
        if (type.IsArray && type.GetElementType() is { } element)
        {
            if (values is [['[', ..] json])
                return JsonSerializer.Deserialize(json, type, JsonSerializerOptions.Web);
            var array = Array.CreateInstance(element, values.Count);
            for (var i = 0; i < values.Count; i++)
                array.SetValue(Parse(values[i] ?? "", element), i);
            return array;
        }

        return Parse(values.Count == 1 ? values[0] ?? "" : throw new FormatException("One value is expected."), type);
    }

    public static object? Parse(string text, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
            return text;
        if (type == typeof(DateTime))
            return DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);
        if (type == typeof(DateTimeOffset))
            return DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        if (type.IsEnum)
            return ParseEnum(text, type);
        var converter = TypeDescriptor.GetConverter(type);
        return converter.CanConvertFrom(typeof(string))
            ? converter.ConvertFromInvariantString(text)
            : throw new NotSupportedException($"Text cannot become a {type.Name}.");
    }

    private static object ParseEnum(string text, Type type)
    {
        var value = Enum.Parse(type, text, ignoreCase: true);
        return Enum.IsDefined(type, value) ? value : throw new FormatException($"'{text}' is not a {type.Name}.");
    }
}
