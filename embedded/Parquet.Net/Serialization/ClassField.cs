using System.Reflection;
using System.Text.Json.Serialization;
using Parquet.Data;
using Parquet.Schema;
using Parquet.Serialization.Attributes;

namespace Parquet.Serialization;

/// <summary>The column that a property's type and attributes ask for.</summary>
internal static class ClassField
{
    public static bool IsIgnored(PropertyInfo property) =>
        property.GetIndexParameters().Length > 0
        || property.IsDefined(typeof(ParquetIgnoreAttribute)) || property.IsDefined(typeof(JsonIgnoreAttribute));

    public static int Order(PropertyInfo property) => property.GetCustomAttribute<JsonPropertyOrderAttribute>()?.Order ?? 0;

    /// <summary>The type that a column of the property holds: enums become their numbers.</summary>
    public static Type ElementType(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType);
        var plain = type ?? property.PropertyType;
        var value = plain.IsEnum ? Enum.GetUnderlyingType(plain) : plain;
        return type is null ? value : typeof(Nullable<>).MakeGenericType(value);
    }

    /// <exception cref="NotSupportedException">The property's type is none of single values.</exception>
    public static DataField Create(PropertyInfo property)
    {
        var type = ElementType(property);
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var name = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? property.Name;
        var isNullable = !property.IsDefined(typeof(ParquetRequiredAttribute)) && (plain != type || !plain.IsValueType);
        if (!ValueArrays.Supports(plain))
            throw new NotSupportedException(
                $"Property '{property.DeclaringType}.{property.Name}' is of {property.PropertyType}; only flat classes of single values are supported.");
        if (plain == typeof(DateTime) && property.GetCustomAttribute<ParquetTimestampAttribute>() is { } timestamp)
            return timestamp.Field(name, isNullable, property.Name);
        if (plain == typeof(decimal) && property.GetCustomAttribute<ParquetDecimalAttribute>() is { } digits)
            return new DecimalDataField(name, digits.Precision, digits.Scale, isNullable: isNullable, propertyName: property.Name);
        var format = property.IsDefined(typeof(ParquetMicroSecondsTimeAttribute)) ? TimeSpanFormat.MicroSeconds : TimeSpanFormat.MilliSeconds;
        if (plain == typeof(TimeSpan))
            return new TimeSpanDataField(name, format, isNullable, null, property.Name);
        return plain == typeof(TimeOnly)
            ? new TimeOnlyDataField(name, format, isNullable, null, property.Name)
            : new DataField(name, plain, isNullable, null, property.Name);
    }
}
