using System.Buffers;
using System.Text.Json;

namespace Azure.Data.Tables.Serialization;

/// <summary>Entities to the service's JSON.</summary>
internal static class EntityWriter
{
    public static ReadOnlyMemory<byte> Write(ITableEntity entity)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString(PropertyNames.PartitionKey, entity.PartitionKey);
            writer.WriteString(PropertyNames.RowKey, entity.RowKey);
            WriteProperties(writer, entity);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    static void WriteProperties(Utf8JsonWriter writer, ITableEntity entity)
    {
        if (entity is IDictionary<string, object> dictionary)
        {
            foreach (var (name, value) in dictionary)
            {
                if (!PropertyNames.IsReserved(name))
                    EdmValue.Write(writer, name, value);
            }
        }
        else
        {
            foreach (var (name, property) in EntityShape.Of(entity.GetType()).Properties)
                EdmValue.Write(writer, name, property.GetValue(entity));
        }
    }
}
