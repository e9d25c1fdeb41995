using System.Globalization;
using Azure.Data.Tables.Serialization;

namespace Azure.Data.Tables.Filters;

/// <summary>Values as a filter of the table service spells them; a text cannot end its own quotation.</summary>
internal static class ODataLiteral
{
    public static string Format(object? value) => value switch
    {
        string text => Quote(text),
        char letter => Quote(letter.ToString()),
        bool flag => flag ? "true" : "false",
        Enum name => Quote(name.ToString()),
        sbyte or byte or short or ushort or int => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        long or uint => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture) + "L",
        float number => Format((double)number),
        double number when double.IsFinite(number) => Double(number),
        DateTimeOffset time => $"datetime'{EdmValue.FormatTime(time)}'",
        DateTime time => $"datetime'{EdmValue.FormatTime(new DateTimeOffset(time))}'",
        Guid id => $"guid'{id}'",
        byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
        BinaryData bytes => $"X'{Convert.ToHexString(bytes.ToMemory().Span)}'",
        null => throw new NotSupportedException("The table service stores no null, so a filter cannot compare with it."),
        _ => throw new NotSupportedException($"A filter cannot compare with '{value}' of type {value.GetType()}; use string, bool, int, long, double, DateTimeOffset, Guid or bytes."),
    };

    static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A point keeps a whole number a double.</summary>
    static string Double(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0";
    }
}
