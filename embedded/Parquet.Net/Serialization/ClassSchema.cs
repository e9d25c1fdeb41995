using System.Reflection;
using Parquet.Schema;

namespace Parquet.Serialization;

/// <summary>The public properties of a class as columns, in the order of their declaration or of <c>JsonPropertyOrder</c>.</summary>
internal static class ClassSchema<T>
{
    static readonly Lazy<(ParquetSchema, List<ClassColumn<T>>)> Made = new(Create);

    /// <summary>The columns.</summary>
    /// <exception cref="NotSupportedException">A property holds more than a single value.</exception>
    public static List<ClassColumn<T>> Columns => Made.Value.Item2;

    /// <summary>The columns' schema.</summary>
    public static ParquetSchema Schema => Made.Value.Item1;

    static (ParquetSchema, List<ClassColumn<T>>) Create()
    {
        // Sorting keeps the order of equals.
        var columns = typeof(T).GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(property => !ClassField.IsIgnored(property))
            .OrderBy(ClassField.Order)
            .Select(ClassColumn<T>.Create)
            .ToList();
        return (new ParquetSchema(columns.Select(column => column.Field)), columns);
    }
}
