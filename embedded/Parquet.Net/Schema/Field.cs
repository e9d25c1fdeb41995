namespace Parquet.Schema;

/// <summary>An element of a schema.</summary>
public abstract class Field
{
    /// <summary>An element with a name.</summary>
    protected Field(string name, SchemaType schemaType)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
        SchemaType = schemaType;
        Path = new FieldPath(name);
    }

    /// <summary>What this field is.</summary>
    public SchemaType SchemaType { get; }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>Where the field lies in its schema.</summary>
    public FieldPath Path { get; }

    /// <summary>Whether values may be null.</summary>
    public virtual bool IsNullable { get; internal set; }

    /// <summary>The number of lists around a value; 0 in flat schemas.</summary>
    public int MaxRepetitionLevel { get; protected set; }

    /// <summary>The number of levels at which a value can be missing: 1 for a nullable field of a schema, else 0.</summary>
    public int MaxDefinitionLevel { get; protected set; }

    /// <inheritdoc/>
    public override bool Equals(object? obj) =>
        obj is Field other && SchemaType == other.SchemaType && Name == other.Name && Path.Equals(other.Path);

    /// <inheritdoc/>
    public override int GetHashCode() => Path.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"{Path} ({SchemaType}, RL: {MaxRepetitionLevel}, DL: {MaxDefinitionLevel})";
}
