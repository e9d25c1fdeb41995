using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.DurableTask.Entities;

internal sealed class EntityInstanceIdJsonConverter : JsonConverter<EntityInstanceId>
{
    public override EntityInstanceId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => EntityInstanceId.FromString(reader.GetString() ?? throw new JsonException("An entity id must not be null."));

    public override void Write(Utf8JsonWriter writer, EntityInstanceId value, JsonSerializerOptions options)
        => writer.WriteStringValue(value.ToString());
}
