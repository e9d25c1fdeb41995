using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Serverless.Infra.LocalStorage;

/// <summary>An entity as it is stored.</summary>
internal sealed class StoredEntity(string partitionKey, string rowKey, long version, string json)
{
    private readonly Lazy<EntityProperties> properties = new(() => EntityProperties.Parse(Encoding.UTF8.GetBytes(json)));

    public string PartitionKey => partitionKey;

    public string RowKey => rowKey;

    public long Version => version;

    public EntityProperties Properties => properties.Value;

    public static string ETag(long version) => $"W/\"datetime'{Uri.EscapeDataString(Time(version))}'\"";

    public static StoredEntity Read(SqliteDataReader row) => new(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetString(3));

    public static byte[] WritePage(IEnumerable<StoredEntity> entities, IReadOnlySet<string>? columns)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("value");
            foreach (var entity in entities)
                entity.Write(writer, columns);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public byte[] Write(IReadOnlySet<string>? columns)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
            Write(writer, columns);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>What a filter compares.</summary>
    public object? Value(string name) => name switch
    {
        "PartitionKey" => partitionKey,
        "RowKey" => rowKey,
        "Timestamp" => new DateTimeOffset(version, TimeSpan.Zero),
        _ => Properties.Value(name),
    };

    private static string Time(long ticks) => new DateTime(ticks, DateTimeKind.Utc).ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    private void Write(Utf8JsonWriter writer, IReadOnlySet<string>? columns)
    {
        writer.WriteStartObject();
        writer.WriteString("odata.etag", ETag(version));
        foreach (var (name, value) in new[] { ("PartitionKey", partitionKey), ("RowKey", rowKey), ("Timestamp", Time(version)) })
        {
            if (columns is null || columns.Contains(name))
                writer.WriteString(name, value);
        }

        Properties.Write(writer, columns);
        writer.WriteEndObject();
    }
}
