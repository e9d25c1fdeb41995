using System.Buffers;
using System.Text.Json;

namespace Serverless.Infra.LocalStorage;

/// <summary>Properties of an entity, each with the type that JSON alone does not tell.</summary>
internal sealed class EntityProperties
{
    private const string TypeSuffix = "@odata.type";

    private readonly Dictionary<string, Property> properties = new(StringComparer.Ordinal);

    public string PartitionKey { get; private init; } = "";

    public string RowKey { get; private init; } = "";

    /// <exception cref="StorageFault">It is no entity.</exception>
    public static EntityProperties Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            var root = JsonElement.Parse(json.Span);
            var entity = new EntityProperties
            {
                PartitionKey = root.TryGetProperty(nameof(PartitionKey), out var partition) ? partition.GetString()! : "",
                RowKey = root.TryGetProperty(nameof(RowKey), out var row) ? row.GetString()! : "",
            };
            foreach (var property in root.EnumerateObject())
            {
                if (property.Name is nameof(PartitionKey) or nameof(RowKey) or "Timestamp" || property.Name.Contains("odata.", StringComparison.Ordinal) || property.Value.ValueKind == JsonValueKind.Null)
                    continue;
                var type = root.TryGetProperty(property.Name + TypeSuffix, out var annotation) ? annotation.GetString() : null;
                entity.properties.Add(property.Name, new Property(type, property.Value));
            }

            return entity;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new StorageFault(400, "InvalidInput", $"One of the request inputs is not valid: {error.Message}");
        }
    }

    /// <summary>These, with those of <paramref name="other"/> over them.</summary>
    public EntityProperties Merge(EntityProperties other)
    {
        foreach (var (name, property) in other.properties)
            properties[name] = property;
        return this;
    }

    public void Write(Utf8JsonWriter writer, IReadOnlySet<string>? columns)
    {
        foreach (var (name, property) in properties)
        {
            if (columns is not null && !columns.Contains(name))
                continue;
            if (property.Type is { } type)
                writer.WriteString(name + TypeSuffix, type);
            writer.WritePropertyName(name);
            property.Value.WriteTo(writer);
        }
    }

    public byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            Write(writer, columns: null);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>A value that filters compare: text, truth, number, time or id; null where there is none.</summary>
    public object? Value(string name) => properties.TryGetValue(name, out var property) ? TableValue.Of(property.Type, property.Value) : null;

    private sealed record Property(string? Type, JsonElement Value);
}
