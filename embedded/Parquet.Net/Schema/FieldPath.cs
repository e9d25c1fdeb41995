namespace Parquet.Schema;

/// <summary>Where a field lies in a schema; of one part, the column's name, in a flat one.</summary>
public sealed class FieldPath : IEquatable<FieldPath>
{
    readonly List<string> parts;

    /// <summary>A path of one part, which may contain any character.</summary>
    public FieldPath(string firstPart)
    {
        ArgumentNullException.ThrowIfNull(firstPart);
        parts = [firstPart];
    }

    /// <summary>A path of parts; empty ones are left out.</summary>
    public FieldPath(IEnumerable<string> parts)
    {
        this.parts = [.. parts.Where(part => !string.IsNullOrEmpty(part))];
    }

    /// <summary>The first part, or null where the path is empty.</summary>
    public string? FirstPart => parts.Count == 0 ? null : parts[0];

    /// <summary>The number of parts.</summary>
    public int Length => parts.Count;

    /// <summary>The parts.</summary>
    public List<string> ToList() => [.. parts];

    /// <inheritdoc/>
    public bool Equals(FieldPath? other) => other is not null && parts.SequenceEqual(other.parts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FieldPath);

    /// <inheritdoc/>
    public override int GetHashCode() => parts.Aggregate(0, HashCode.Combine);

    /// <summary>The parts with a slash between them.</summary>
    public override string ToString() => string.Join('/', parts);
}
