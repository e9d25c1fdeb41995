using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.Azure.Functions.Worker.Extensions.DurableTask;

public class TokenSourceConverter : JsonConverter<TokenSource>
{
    private const string ManagedIdentity = "AzureManagedIdentity";

    public override bool CanConvert(Type typeToConvert) => typeof(TokenSource).IsAssignableFrom(typeToConvert);

    public override TokenSource? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var json = JsonElement.ParseValue(ref reader);
        return json.TryGetProperty("kind", out var kind) && kind.ValueEquals(ManagedIdentity)
            ? new ManagedIdentityTokenSource(
                json.GetProperty("resource").GetString()!,
                json.TryGetProperty("options", out var identity) ? identity.Deserialize<ManagedIdentityOptions>(options) : null)
            : throw new JsonException($"A token source's 'kind' must be {ManagedIdentity}.");
    }

    public override void Write(Utf8JsonWriter writer, TokenSource value, JsonSerializerOptions options)
    {
        if (value is not ManagedIdentityTokenSource source)
            throw new NotSupportedException($"Token source {value.GetType().Name} cannot be serialized; use {nameof(ManagedIdentityTokenSource)}.");
        writer.WriteStartObject();
        writer.WriteString("kind", ManagedIdentity);
        writer.WriteString("resource", source.Resource);
        if (source.Options is not null)
        {
            writer.WritePropertyName("options");
            JsonSerializer.Serialize(writer, source.Options, options);
        }

        writer.WriteEndObject();
    }
}
