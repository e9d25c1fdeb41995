using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Serverless.Core.Audit;

/// <summary>
/// The small facts of an event: an immutable map of text to text in ordinal order of its names. Numbers are written as invariant text,
/// so no entry holds a binary float. Larger content belongs in a blob whose hash the event carries.
/// </summary>
/// <remarks>Create one with a collection expression: <c>Details = [new("seed", "7"), new("strategies", "60")]</c>.</remarks>
[SuppressMessage("Naming", "CA1710", Justification = "Named like the property of an entry that it is.")]
[CollectionBuilder(typeof(AuditDetails), nameof(Create))]
public sealed class AuditDetails : IReadOnlyCollection<KeyValuePair<string, string>>, IEquatable<AuditDetails>
{
    private readonly ImmutableArray<KeyValuePair<string, string>> items;

    private AuditDetails(ImmutableArray<KeyValuePair<string, string>> items) => this.items = items;

    /// <summary>No facts.</summary>
    public static AuditDetails Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => items.Length;

    /// <summary>The fact called <paramref name="name"/>, or null.</summary>
    public string? this[string name] => items.FirstOrDefault(item => item.Key == name).Value;

    /// <summary>Builds the map; the order of <paramref name="items"/> does not matter.</summary>
    /// <exception cref="ArgumentException">A name is empty, holds other characters than ASCII letters, digits, '.', '-' and '_', or comes twice.</exception>
    public static AuditDetails Create(params ReadOnlySpan<KeyValuePair<string, string>> items)
    {
        if (items.IsEmpty)
            return Empty;
        var sorted = items.ToArray();
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        for (var i = 0; i < sorted.Length; i++)
        {
            var name = sorted[i].Key;
            if (!AuditName.IsWellFormed(name))
                throw new ArgumentException($"Audit detail '{name}': a name consists of ASCII letters, digits, '.', '-' and '_'.", nameof(items));
            if (i > 0 && sorted[i - 1].Key == name)
                throw new ArgumentException($"Audit detail '{name}' is given twice.", nameof(items));
        }

        return new(ImmutableArray.Create(sorted));
    }

    /// <summary>Equal names and texts.</summary>
    public bool Equals(AuditDetails? other) => other is not null && items.AsSpan().SequenceEqual(other.items.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AuditDetails);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (name, text) in items)
        {
            hash.Add(name, StringComparer.Ordinal);
            hash.Add(text, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => items.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
