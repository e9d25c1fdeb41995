using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Serverless.Infra.LocalStorage;

/// <summary>Tables, entities, queries and transactions.</summary>
internal sealed partial class TableRequests(StorageFile file) : IStorageRequests
{
    private const int MostPerPage = 1000;
    private const int FewestPerBlock = 50;
    private const string Json = "application/json;odata=minimalmetadata;streaming=true;charset=utf-8";

    // Changed where the file is read or changed, so in turn with these.
    private readonly ConcurrentDictionary<string, bool> known = new(StringComparer.OrdinalIgnoreCase);

    public StorageReply Answer(StorageRequest request)
    {
        var path = request.Path;
        if (path == "$batch")
            return TableBatch.Answer(request, work => file.Together(work), Write, Refuse);
        if (path == "Tables")
            return request.Method == "POST" ? Create(request) : ListTables(request);
        if (Named().Match(path) is { Success: true } table && request.Method == "DELETE")
            return Drop(table.Groups["name"].Value);
        if (path.EndsWith("()", StringComparison.Ordinal) && request.Method == "GET")
            return Query(request, path[..^2]);
        if (request.Method == "GET")
            return Get(request);
        var write = new TableWrite(request.Method, request.Uri, request.Header("If-Match"), request.Body);
        _ = write.Json; // before others have to wait
        return file.Alone(() => Write(write));
    }

    public StorageReply Refuse(StorageFault fault)
    {
        var body = new Dictionary<string, object>
        {
            ["odata.error"] = new Dictionary<string, object>
            {
                ["code"] = fault.Code,
                ["message"] = new Dictionary<string, string> { ["lang"] = "en-US", ["value"] = fault.Message },
            },
        };
        return new StorageReply(fault.Status) { Body = JsonSerializer.SerializeToUtf8Bytes(body) }.With("Content-Type", Json).With("x-ms-error-code", fault.Code);
    }

    [GeneratedRegex("^Tables\\('(?<name>[A-Za-z][A-Za-z0-9]{2,62})'\\)$")]
    private static partial Regex Named();

    [GeneratedRegex("^(?<table>[A-Za-z][A-Za-z0-9]{2,62})\\(PartitionKey='(?<partition>(?:[^']|'')*)',RowKey='(?<row>(?:[^']|'')*)'\\)$")]
    private static partial Regex Entity();

    private StorageReply Create(StorageRequest request)
    {
        using var body = JsonDocument.Parse(request.Body);
        var name = body.RootElement.GetProperty("TableName").GetString()!;
        if (!Named().IsMatch($"Tables('{name}')"))
            throw new StorageFault(400, "InvalidResourceName", "The specifed resource name contains invalid characters.");
        return file.Change("INSERT INTO tables VALUES ($1) ON CONFLICT DO NOTHING", name) == 1
            ? new StorageReply(204)
            : throw new StorageFault(409, "TableAlreadyExists", "The table specified already exists.");
    }

    private StorageReply ListTables(StorageRequest request)
    {
        if (request.Query("$filter") is not null || request.Query("$top") is not null)
            throw StorageFault.NotBuilt(request);
        var tables = file.Read("SELECT name FROM tables ORDER BY name", row => new { TableName = row.GetString(0) });
        return new StorageReply(200) { Body = JsonSerializer.SerializeToUtf8Bytes(new { value = tables }) }.With("Content-Type", Json);
    }

    private StorageReply Drop(string table) => file.Together(() =>
    {
        if (file.Change("DELETE FROM tables WHERE name = $1", table) == 0)
            throw new StorageFault(404, "ResourceNotFound", "The specified resource does not exist.");
        known.TryRemove(table, out _);
        file.Change("DELETE FROM entities WHERE tableName = $1", table);
        return new StorageReply(204);
    });

    private StorageReply Query(StorageRequest request, string table)
    {
        ThrowIfNoTable(table);
        var filter = TableFilter.Parse(request.Query("$filter"));
        var size = int.TryParse(request.Query("$top"), CultureInfo.InvariantCulture, out var top) ? Math.Min(top, MostPerPage) : MostPerPage;
        var page = new List<StoredEntity>();
        var from = (Partition: request.Query("NextPartitionKey") ?? "", Row: request.Query("NextRowKey") ?? "");
        // Far more rows may be read than fit the filter; reading them in blocks bounds what is held.
        var most = Math.Clamp(size + 1, FewestPerBlock, MostPerPage);
        while (Block(table, filter, from, most) is { Count: > 0 } block)
        {
            page.AddRange(block.Where(entity => filter.Accepts(entity)).Take(size + 1 - page.Count));
            if (page.Count > size || block.Count < most)
                break;
            from = (block[^1].PartitionKey, block[^1].RowKey + '\u0001'); // keys have no control characters, so that nothing lies between
        }

        var reply = new StorageReply(200) { Body = StoredEntity.WritePage(page.Take(size), Columns(request)) }.With("Content-Type", Json);
        return page.Count <= size ? reply : reply
            .With("x-ms-continuation-NextPartitionKey", page[size].PartitionKey)
            .With("x-ms-continuation-NextRowKey", page[size].RowKey);
    }

    private List<StoredEntity> Block(string table, TableFilter filter, (string Partition, string Row) from, int most) => filter.Partition is { } partition
        ? file.Read(
            "SELECT partitionKey, rowKey, version, properties FROM entities WHERE tableName = $1 AND partitionKey = $2 AND rowKey >= $3 AND rowKey >= $4 AND rowKey <= $5 ORDER BY rowKey LIMIT $6",
            StoredEntity.Read, table, partition, filter.LeastRow, from.Row, filter.LastRow, most)
        : file.Read(
            "SELECT partitionKey, rowKey, version, properties FROM entities WHERE tableName = $1 AND (partitionKey, rowKey) >= ($2, $3) ORDER BY partitionKey, rowKey LIMIT $4",
            StoredEntity.Read, table, from.Partition, from.Row, most);

    private StorageReply Get(StorageRequest request)
    {
        var (table, partition, row) = Key(request.Path);
        ThrowIfNoTable(table);
        var entity = Find(table, partition, row) ?? throw NoEntity();
        return new StorageReply(200) { Body = entity.Write(Columns(request)) }.With("Content-Type", Json).With("ETag", StoredEntity.ETag(entity.Version));
    }

    private StorageReply Write(TableWrite write)
    {
        var path = StorageRequest.PathOf(write.Address);
        var properties = write.Properties;
        var (table, partition, row) = write.Method == "POST"
            ? (path, properties!.PartitionKey, properties.RowKey)
            : Key(path);
        ThrowIfNoTable(table);
        if (write is { Method: "PUT", IfMatch: null })
            return Store(table, partition, row, write.Json);
        var stored = Find(table, partition, row);
        if (write.Method == "POST")
        {
            return stored is null
                ? Store(table, partition, row, write.Json)
                : throw new StorageFault(409, "EntityAlreadyExists", "The specified entity already exists.");
        }

        if (write.IfMatch is { } wanted)
        {
            if (stored is null)
                throw NoEntity();
            if (wanted != "*" && wanted != StoredEntity.ETag(stored.Version))
                throw new StorageFault(412, "UpdateConditionNotSatisfied", "The update condition specified in the request was not satisfied.");
        }

        switch (write.Method)
        {
            case "PUT":
                return Store(table, partition, row, write.Json);
            case "PATCH" or "MERGE":
                return Store(table, partition, row, stored is null ? write.Json : stored.Properties.Merge(properties!).ToJson());
            case "DELETE":
                file.Change("DELETE FROM entities WHERE tableName = $1 AND partitionKey = $2 AND rowKey = $3", table, partition, row);
                return new StorageReply(204);
            default:
                throw new StorageFault(501, "NotImplemented", $"Local storage has no {write.Method} of an entity.");
        }
    }

    private StorageReply Store(string table, string partition, string row, byte[] json)
    {
        var version = file.NextVersion();
        file.Change("INSERT OR REPLACE INTO entities VALUES ($1, $2, $3, $4, $5)", table, partition, row, version, json);
        return new StorageReply(204).With("ETag", StoredEntity.ETag(version));
    }

    private StoredEntity? Find(string table, string partition, string row) => file.Read(
        "SELECT partitionKey, rowKey, version, properties FROM entities WHERE tableName = $1 AND partitionKey = $2 AND rowKey = $3", StoredEntity.Read, table, partition, row).SingleOrDefault();

    private void ThrowIfNoTable(string table)
    {
        if (!known.ContainsKey(table) && file.Read("SELECT 1 FROM tables WHERE name = $1", _ => known[table] = true, table).Count == 0)
            throw new StorageFault(404, "TableNotFound", "The table specified does not exist.");
    }

    private static (string Table, string Partition, string Row) Key(string path) => Entity().Match(path) is { Success: true } match
        ? (match.Groups["table"].Value, Unquote(match.Groups["partition"].Value), Unquote(match.Groups["row"].Value))
        : throw new StorageFault(501, "NotImplemented", $"Local storage cannot find '{path}'; use Azurite for this.");

    private static string Unquote(string key) => key.Replace("''", "'", StringComparison.Ordinal);

    private static HashSet<string>? Columns(StorageRequest request) => request.Query("$select") is { Length: > 0 } columns ? columns.Split(',').ToHashSet(StringComparer.Ordinal) : null;

    private static StorageFault NoEntity() => new(404, "ResourceNotFound", "The specified resource does not exist.");
}
