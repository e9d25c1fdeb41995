using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Serverless.Core.Audit;

/// <summary>Reads the properties of an entry in exactly the order in which the codec writes them.</summary>
internal ref struct AuditEntryReader
{
    private Utf8JsonReader json;

    private AuditEntryReader(ReadOnlySpan<byte> bytes) => json = new(bytes);

    public static AuditEntry Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var entry = new AuditEntryReader(bytes).Entry();
            ThrowIfUnknown(entry.Schema);
            return entry;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            ThrowIfUnknown(SchemaOf(bytes) ?? AuditEntryCodec.Schema);
            throw new AuditFormatException(AuditFaultCode.Undecodable, e.Message, e);
        }
    }

    private AuditEntry Entry()
    {
        Expect(JsonTokenType.StartObject);
        var action = Text("action");
        var actor = Actor();
        var afterHash = TextOrNull("afterHash");
        var beforeHash = TextOrNull("beforeHash");
        var codeVersion = Text("codeVersion");
        var configHash = TextOrNull("configHash");
        var contentHash = TextOrNull("contentHash");
        var correlationId = Text("correlationId");
        var dataHash = TextOrNull("dataHash");
        var details = Details();
        var eventId = Text("eventId");
        var index = Integer("index");
        var occurredAt = Time("occurredAt");
        var origin = Text("origin");
        var prevHash = Text("prevHash");
        var reason = TextOrNull("reason");
        var schema = Text("schema");
        var subject = Text("subject");
        Expect(JsonTokenType.EndObject);
        return new(schema, origin, index, prevHash, new AuditEvent
        {
            EventId = eventId,
            OccurredAt = occurredAt,
            Actor = actor,
            Action = action,
            Subject = subject,
            Reason = reason,
            Details = details,
            ContentHash = contentHash,
            BeforeHash = beforeHash,
            AfterHash = afterHash,
            CodeVersion = codeVersion,
            ConfigHash = configHash,
            DataHash = dataHash,
            CorrelationId = correlationId,
        });
    }

    private AuditActor Actor()
    {
        Name("actor");
        Expect(JsonTokenType.StartObject);
        var id = Text("id");
        var onBehalfOf = TextOrNull("onBehalfOf");
        Name("roles");
        Expect(JsonTokenType.StartArray);
        var roles = ImmutableArray.CreateBuilder<string>();
        while (Next() != JsonTokenType.EndArray)
            roles.Add(CurrentText("roles"));
        Expect(JsonTokenType.EndObject);
        return new(id, roles.ToImmutable(), onBehalfOf);
    }

    private AuditDetails Details()
    {
        Name("details");
        Expect(JsonTokenType.StartObject);
        var items = new List<KeyValuePair<string, string>>();
        while (Next() != JsonTokenType.EndObject)
        {
            var name = json.GetString()!;
            Next();
            items.Add(new(name, CurrentText(name)));
        }

        return AuditDetails.Create([.. items]);
    }

    private string Text(string name)
    {
        Name(name);
        Next();
        return CurrentText(name);
    }

    private string? TextOrNull(string name)
    {
        Name(name);
        return Next() == JsonTokenType.Null ? null : CurrentText(name);
    }

    private long Integer(string name)
    {
        Name(name);
        return Next() == JsonTokenType.Number && json.TryGetInt64(out var value)
            ? value
            : throw new JsonException($"Property '{name}' must be an integer.");
    }

    private DateTimeOffset Time(string name)
    {
        var text = Text(name);
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParseExact(text, AuditEntryCodec.TimeFormat, CultureInfo.InvariantCulture, Utc, out var time)
            ? time
            : throw new JsonException($"Property '{name}' is '{text}', not a time like 2026-01-31T23:59:59.0000000Z.");
    }

    private void Name(string name)
    {
        if (Next() != JsonTokenType.PropertyName || !json.ValueTextEquals(name))
            throw new JsonException($"Property '{name}' is expected at offset {json.TokenStartIndex}.");
    }

    private readonly string CurrentText(string name) => json.TokenType == JsonTokenType.String
        ? json.GetString()!
        : throw new JsonException($"Property '{name}' must be text, at offset {json.TokenStartIndex}.");

    private void Expect(JsonTokenType type)
    {
        if (Next() != type)
            throw new JsonException($"{type} is expected at offset {json.TokenStartIndex}, not {json.TokenType}.");
    }

    private JsonTokenType Next() => json.Read() ? json.TokenType : throw new JsonException("The entry ends too early.");

    private static void ThrowIfUnknown(string schema)
    {
        if (schema != AuditEntryCodec.Schema)
            throw new AuditFormatException(AuditFaultCode.UnknownSchema, $"Schema '{schema}' is not known here; verify it with a version that knows it.");
    }

    /// <summary>Only to say why an entry could not be read: a later schema may have other properties in other places.</summary>
    private static string? SchemaOf(ReadOnlySpan<byte> bytes)
    {
        var json = new Utf8JsonReader(bytes);
        try
        {
            using var document = JsonDocument.ParseValue(ref json);
            return document.RootElement is { ValueKind: JsonValueKind.Object } entry
                && entry.TryGetProperty("schema", out var schema)
                && schema.ValueKind == JsonValueKind.String
                ? schema.GetString()
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
