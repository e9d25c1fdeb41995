using System.Collections;
using System.Globalization;

namespace Microsoft.DurableTask;

/// <summary>
/// Brings the properties of an exception into the few shapes in which they travel, so that they look the same before and after storage:
/// text, booleans, double, <see cref="DateTime"/>, <see cref="DateTimeOffset"/>, and lists and dictionaries of these.
/// </summary>
internal static class FailureProperties
{
    public static IDictionary<string, object?>? Normalize(IDictionary<string, object?>? properties)
        => properties?.ToDictionary(entry => entry.Key, entry => Value(entry.Value));

    private static object? Value(object? value) => value switch
    {
        null or string or bool or double or DateTime or DateTimeOffset => value,
        IDictionary<string, object?> properties => Normalize(properties),
        IDictionary map => map.Keys.Cast<object>().ToDictionary(Text, key => Value(map[key])),
        IEnumerable list => list.Cast<object?>().Select(Value).ToList(),
        Enum => Text(value),
        IConvertible number when number.GetTypeCode() is >= TypeCode.SByte and <= TypeCode.Decimal => number.ToDouble(CultureInfo.InvariantCulture),
        _ => Text(value),
    };

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
