using Parquet.Schema;

namespace Parquet.Data;

/// <summary>The values of one column in one row group.</summary>
public class DataColumn
{
    Array? data;

    /// <summary>A column of values: <c>T[]</c>, or <c>T?[]</c> where the field is nullable. Required texts and byte arrays must not be null.</summary>
    /// <exception cref="ArgumentException">The field belongs to no schema, or the array has another element type than the field.</exception>
    public DataColumn(DataField field, Array data)
    {
        CheckField(field);
        ArgumentNullException.ThrowIfNull(data);
        CheckElements(field.ClrNullableIfHasNullsType, data);
        Field = field;
        this.data = data;
        if (field.IsNullable)
            (DefinedData, DefinitionLevels) = ValueArrays.For(field.ClrType).Split(data);
        else
            DefinedData = data;
        Statistics = new DataColumnStatistics(data.Length - DefinedData.Length, null, null, null);
    }

    /// <summary>A column of the values that are there, with a level for each row: 1 where the row has a value, 0 where it is null.</summary>
    /// <exception cref="ArgumentException">The levels do not suit the field or the values.</exception>
    public DataColumn(DataField field, Array definedData, int[]? definitionLevels, int[]? repetitionLevels)
    {
        CheckField(field);
        ArgumentNullException.ThrowIfNull(definedData);
        CheckElements(field.ClrType, definedData);
        if (repetitionLevels is not null)
            throw new ArgumentException("This column must not have any repetition levels.", nameof(repetitionLevels));
        if (field.IsNullable != definitionLevels is not null)
            throw new ArgumentException($"This column must {(field.IsNullable ? "" : "not ")}have definition levels.", nameof(definitionLevels));
        if (definitionLevels is not null && definitionLevels.Count(level => level == 1) != definedData.Length)
            throw new ArgumentException($"{definedData.Length} values need as many definition levels of 1.", nameof(definitionLevels));
        Field = field;
        DefinedData = definedData;
        DefinitionLevels = definitionLevels;
        Statistics = new DataColumnStatistics(NumValues - definedData.Length, null, null, null);
    }

    /// <summary>The column's place in its schema.</summary>
    public DataField Field { get; }

    /// <summary>The values without the nulls: <c>T[]</c>.</summary>
    public Array DefinedData { get; }

    /// <summary>The values: <c>T[]</c>, or <c>T?[]</c> where the field is nullable.</summary>
    public Array Data => data ??= DefinitionLevels is null ? DefinedData : ValueArrays.For(Field.ClrType).Join(DefinedData, DefinitionLevels);

    /// <summary>For each row 1 where it has a value, else 0; null where the field is not nullable.</summary>
    public int[]? DefinitionLevels { get; }

    /// <summary>Whether the field is nullable.</summary>
    public bool HasDefinitions => DefinitionLevels is not null;

    /// <summary>What the file says about the values; after construction the number of nulls only.</summary>
    public DataColumnStatistics Statistics { get; internal set; }

    /// <summary>The number of rows, nulls included.</summary>
    public int NumValues => DefinitionLevels?.Length ?? DefinedData.Length;

    /// <summary>A view of <see cref="Data"/> or a part of it.</summary>
    /// <exception cref="InvalidOperationException">The column has another type.</exception>
    public Span<T> AsSpan<T>(int? offset = null, int? count = null)
    {
        if (Data is not T[] values)
            throw new InvalidOperationException($"Column '{Field.Name}' is of {Data.GetType()}; it cannot be seen as {typeof(T)}[].");
        return values.AsSpan(offset ?? 0, count ?? values.Length - (offset ?? 0));
    }

    /// <inheritdoc/>
    public override string ToString() => Field.ToString();

    static void CheckField(DataField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (!field.IsAttachedToSchema)
            throw new ArgumentException($"Field [{field}] belongs to no schema; construct a schema with it first.", nameof(field));
    }

    static void CheckElements(Type expected, Array data)
    {
        if (data.GetType().GetElementType() != expected)
            throw new ArgumentException($"The field needs {expected}[], not {data.GetType()}.", nameof(data));
    }
}
