using System.Text;

namespace Parquet.Schema;

/// <summary>The columns of a file, in their order.</summary>
public class ParquetSchema : IEquatable<ParquetSchema>
{
    readonly List<Field> fields;

    /// <summary>A schema of columns.</summary>
    /// <exception cref="ArgumentException">There is none, or two have the same name.</exception>
    public ParquetSchema(IEnumerable<Field> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        this.fields = [.. fields];
        if (this.fields.Count == 0)
            throw new ArgumentException("A schema needs at least one field.", nameof(fields));
        if (this.fields.GroupBy(field => field.Name).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
            throw new ArgumentException($"Two columns are called '{twice.Key}'.", nameof(fields));
        if (this.fields.Find(field => field is not DataField) is { } nested)
            throw new ArgumentException($"Field '{nested.Name}' is not a column of values; only flat schemas are supported.", nameof(fields));
        foreach (var field in this.fields)
            ((DataField)field).Attach();
    }

    /// <inheritdoc cref="ParquetSchema(IEnumerable{Field})"/>
    public ParquetSchema(params Field[] fields)
        : this((IEnumerable<Field>)fields)
    {
    }

    /// <summary>The columns.</summary>
    public IReadOnlyList<Field> Fields => fields;

    /// <summary>The columns.</summary>
    public DataField[] DataFields => GetDataFields();

    /// <summary>The column at an index.</summary>
    public Field this[int i] => fields[i];

    /// <summary>The columns.</summary>
    public DataField[] GetDataFields() => [.. fields.Cast<DataField>()];

    /// <summary>The column of a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public DataField FindDataField(string path) => FindDataField(new FieldPath(path));

    /// <summary>The column at a path.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public DataField FindDataField(FieldPath path) =>
        (DataField?)fields.Find(field => field.Path.Equals(path))
        ?? throw new ArgumentException($"There is no column '{path}'; there are {string.Join(", ", fields.Select(field => $"'{field.Name}'"))}.", nameof(path));

    /// <summary>Whether both have equal columns in the same order.</summary>
    public bool Equals(ParquetSchema? other) => other is not null && fields.SequenceEqual(other.fields);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ParquetSchema);

    /// <inheritdoc/>
    public override int GetHashCode() => fields.Aggregate(0, HashCode.Combine);

    /// <summary>In words, where this schema differs from <paramref name="other"/>.</summary>
    public string GetNotEqualsMessage(ParquetSchema other, string thisName, string otherName)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (fields.Count != other.fields.Count)
            return $"different number of elements ({fields.Count} != {other.fields.Count})";
        return string.Join(", ", fields.Zip(other.fields)
            .Where(pair => !pair.First.Equals(pair.Second))
            .Select(pair => $"[{thisName}: {pair.First}] != [{otherName}: {pair.Second}]"));
    }

    /// <summary>One line for each column.</summary>
    public override string ToString() => fields.Aggregate(new StringBuilder(), (text, field) => text.AppendLine(field.ToString())).ToString();
}
