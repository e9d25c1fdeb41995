using Parquet.Data;

namespace Parquet.Schema;

/// <summary>A column of values.</summary>
public class DataField : Field, ICloneable
{
    bool isNullable;

    /// <summary>A column of a CLR type; <c>Nullable&lt;T&gt;</c>, text and byte arrays make it nullable unless told otherwise.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="clrType">bool, (s)byte to (u)long, float, double, decimal, string, byte[], DateTime, DateOnly, TimeOnly, TimeSpan, Guid or Interval.</param>
    /// <param name="isNullable">Overrides what the type says.</param>
    /// <param name="isArray">Lists of values; not supported.</param>
    /// <param name="propertyName">The property that holds the values when objects are serialised, where it is not called like the column.</param>
    /// <exception cref="NotSupportedException">The type is none of these.</exception>
    public DataField(string name, Type clrType, bool? isNullable = null, bool? isArray = null, string? propertyName = null)
        : base(name, SchemaType.Data)
    {
        ArgumentNullException.ThrowIfNull(clrType);
        var type = Nullable.GetUnderlyingType(clrType);
        ClrType = type ?? clrType;
        if (isArray == true || !ValueArrays.Supports(ClrType))
            throw new NotSupportedException(
                $"Column '{name}' would hold {clrType}{(isArray == true ? " lists" : "")}; only flat schemas of single values are supported.");
        IsNullable = isNullable ?? (type is not null || !ClrType.IsValueType);
        PropertyName = propertyName ?? name;
    }

    /// <inheritdoc/>
    public override bool IsNullable
    {
        get => isNullable;
        internal set
        {
            isNullable = value;
            ClrNullableIfHasNullsType = value && ClrType.IsValueType ? typeof(Nullable<>).MakeGenericType(ClrType) : ClrType;
        }
    }

    /// <summary>Whether a value is a list; never in a flat schema.</summary>
    public bool IsArray { get; internal set; }

    /// <summary>The type of the values, without nulls.</summary>
    public Type ClrType { get; }

    /// <summary>The type of the values, with nulls where the column is nullable.</summary>
    public Type ClrNullableIfHasNullsType { get; set; } = typeof(void);

    internal string PropertyName { get; }

    internal bool IsAttachedToSchema { get; private set; }

    /// <summary>A copy.</summary>
    public object Clone() => MemberwiseClone();

    /// <summary>Whether both have the same name, type and nullability; dates and times are equal in either of their CLR types.</summary>
    public override bool Equals(object? obj) =>
        obj is DataField other && base.Equals(other) && Stored(ClrType) == Stored(other.ClrType) && IsNullable == other.IsNullable;

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"{Path} ({ClrType}{(isNullable ? "?" : "")})";

    internal void Attach()
    {
        MaxRepetitionLevel = 0;
        MaxDefinitionLevel = isNullable ? 1 : 0;
        IsAttachedToSchema = true;
    }

    static Type Stored(Type type) => type == typeof(DateOnly) ? typeof(DateTime) : type == typeof(TimeOnly) ? typeof(TimeSpan) : type;
}
