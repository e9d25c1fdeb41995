using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Serverless.Infra.LocalStorage;

/// <summary>An entity as it is stored.</summary>
internal sealed class StoredEntity(string partitionKey, string rowKey, long version, byte[] json)
{
    private readonly Lazy<EntityProperties> properties = new(() => EntityProperties.Parse(json));

    public string PartitionKey => partitionKey;

    public string RowKey => rowKey;

    public long Version => version;

    public EntityProperties Properties => properties.Value;

    public static string ETag(long version) =>
        string.Create(CultureInfo.InvariantCulture, $"W/\"datetime'{new DateTime(version, DateTimeKind.Utc):yyyy-MM-dd'T'HH'%3A'mm'%3A'ss.fffffff'Z'}'\"");

    public static StoredEntity Read(SqliteDataReader row) => new(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetFieldValue<byte[]>(3));

    public static byte[] WritePage(IEnumerable<StoredEntity> entities, IReadOnlySet<string>? columns)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var writer = new Utf8JsonWriter(buffer);
        var before = "{\"value\":["u8;
        foreach (var entity in entities)
        {
            buffer.Write(before);
            entity.Write(buffer, writer, columns);
            before = ","u8;
        }

        buffer.Write(buffer.WrittenCount == 0 ? "{\"value\":[]}"u8 : "]}"u8);
        return buffer.WrittenSpan.ToArray();
    }

    public byte[] Write(IReadOnlySet<string>? columns)
    {
        var buffer = new ArrayBufferWriter<byte>(json.Length + 512);
        using var writer = new Utf8JsonWriter(buffer);
        Write(buffer, writer, columns);
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

    // Properties are stored as they are sent; only where some of them are asked for they are taken apart.
    private void Write(ArrayBufferWriter<byte> buffer, Utf8JsonWriter writer, IReadOnlySet<string>? columns)
    {
        writer.Reset();
        writer.WriteStartObject();
        writer.WriteString("odata.etag", ETag(version));
        WriteKey("PartitionKey", partitionKey);
        WriteKey("RowKey", rowKey);
        WriteKey("Timestamp", Time(version));
        if (columns is not null)
            Properties.Write(writer, columns);
        if (columns is not null || json.Length <= 2)
            writer.WriteEndObject();
        writer.Flush();
        if (columns is not null || json.Length <= 2)
            return;
        buffer.Write(","u8);
        buffer.Write(json.AsSpan(1));

        void WriteKey(string name, string value)
        {
            if (columns is null || columns.Contains(name))
                writer.WriteString(name, value);
        }
    }
}
