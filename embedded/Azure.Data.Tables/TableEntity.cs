using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Azure.Data.Tables.Serialization;

namespace Azure.Data.Tables;

/// <summary>An entity with the properties of a dictionary, for rows whose shape is not known when the code is written.</summary>
public sealed class TableEntity : ITableEntity, IDictionary<string, object>
{
    readonly Dictionary<string, object> properties;

    /// <summary>An entity without keys and properties.</summary>
    public TableEntity()
    {
        properties = [];
    }

    /// <summary>An entity with keys and no other property.</summary>
    public TableEntity(string partitionKey, string rowKey)
        : this()
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    /// <summary>An entity with a copy of <paramref name="values"/>, keys among them.</summary>
    public TableEntity(IDictionary<string, object> values)
    {
        properties = values is null ? [] : new Dictionary<string, object>(values);
    }

    /// <inheritdoc/>
    public string PartitionKey
    {
        get => GetString(PropertyNames.PartitionKey)!;
        set => properties[PropertyNames.PartitionKey] = value;
    }

    /// <inheritdoc/>
    public string RowKey
    {
        get => GetString(PropertyNames.RowKey)!;
        set => properties[PropertyNames.RowKey] = value;
    }

    /// <inheritdoc/>
    public DateTimeOffset? Timestamp
    {
        get => GetDateTimeOffset(PropertyNames.Timestamp);
        set => properties[PropertyNames.Timestamp] = value!;
    }

    /// <inheritdoc/>
    public ETag ETag
    {
        get => GetString(PropertyNames.ETag) is { } text ? new ETag(text) : default;
        set => properties[PropertyNames.ETag] = value.ToString();
    }

    /// <summary>The number of properties, keys included.</summary>
    public int Count => properties.Count;

    /// <summary>The names of the properties, keys included.</summary>
    public ICollection<string> Keys => properties.Keys;

    ICollection<object> IDictionary<string, object>.Values => properties.Values;

    bool ICollection<KeyValuePair<string, object>>.IsReadOnly => false;

    /// <summary>A property's value; null where there is none. A number keeps the type it had: an int put over a long becomes a long.</summary>
    public object this[string key]
    {
        get => properties.GetValueOrDefault(key)!;
        set => properties[key] = Widen(properties.GetValueOrDefault(key), value);
    }

    /// <summary>A text; null where there is none.</summary>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public string? GetString(string key) => Get<string>(key);

    /// <summary>Bytes; null where there are none.</summary>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public byte[]? GetBinary(string key) => Get<byte[]>(key);

    /// <summary>Bytes; null where there are none.</summary>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public BinaryData? GetBinaryData(string key) => Get<BinaryData>(key);

    /// <summary>A truth value; null where there is none.</summary>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public bool? GetBoolean(string key) => Get<bool?>(key);

    /// <summary>A time in UTC; null where there is none.</summary>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public DateTime? GetDateTime(string key) => Get<DateTime?>(key);

    /// <summary>A time; null where there is none.</summary>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public DateTimeOffset? GetDateTimeOffset(string key) => Get<DateTimeOffset?>(key);

    /// <summary>A floating-point number; null where there is none.</summary>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public double? GetDouble(string key) => Get<double?>(key);

    /// <summary>An id; null where there is none.</summary>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public Guid? GetGuid(string key) => Get<Guid?>(key);

    /// <summary>A 32-bit integer; null where there is none.</summary>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public int? GetInt32(string key) => Get<int?>(key);

    /// <summary>A 64-bit integer; null where there is none.</summary>
    /// <exception cref="InvalidOperationException">The property has another type.</exception>
    public long? GetInt64(string key) => Get<long?>(key);

    /// <summary>Adds a property.</summary>
    /// <exception cref="ArgumentException">There is one of that name.</exception>
    public void Add(string key, object value) => properties.Add(key, value);

    /// <summary>Removes all properties, keys included.</summary>
    public void Clear() => properties.Clear();

    /// <summary>Whether there is a property of that name.</summary>
    public bool ContainsKey(string key) => properties.ContainsKey(key);

    /// <summary>Removes a property, and says whether there was one.</summary>
    public bool Remove(string key) => properties.Remove(key);

    /// <summary>Gets a property's value where there is one.</summary>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object value) => properties.TryGetValue(key, out value);

    void ICollection<KeyValuePair<string, object>>.Add(KeyValuePair<string, object> item) => Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, object>>.Contains(KeyValuePair<string, object> item) =>
        ((ICollection<KeyValuePair<string, object>>)properties).Contains(item);

    void ICollection<KeyValuePair<string, object>>.CopyTo(KeyValuePair<string, object>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, object>>)properties).CopyTo(array, arrayIndex);

    bool ICollection<KeyValuePair<string, object>>.Remove(KeyValuePair<string, object> item) =>
        ((ICollection<KeyValuePair<string, object>>)properties).Remove(item);

    IEnumerator<KeyValuePair<string, object>> IEnumerable<KeyValuePair<string, object>>.GetEnumerator() => properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => properties.GetEnumerator();

    static object Widen(object? existing, object value) => (existing, value) switch
    {
        (long, int number) => (long)number,
        (double, int number) => (double)number,
        _ => value,
    };

    T? Get<T>(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        var value = properties.GetValueOrDefault(key);
        return EdmValue.TryConvert(value, typeof(T), out var converted)
            ? (T?)converted
            : throw new InvalidOperationException($"Property '{key}' is of type {value!.GetType()}; it cannot be read as {typeof(T)}.");
    }
}
