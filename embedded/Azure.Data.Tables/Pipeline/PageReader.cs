using System.Text.Json;
using Azure.Data.Tables.Models;
using Azure.Data.Tables.Serialization;

namespace Azure.Data.Tables.Pipeline;

/// <summary>Reads the answers to queries, and the tokens to go on with.</summary>
internal static class PageReader
{
    const string Continuation = "x-ms-continuation-";

    public static Page<TableItem> ReadTables(Response response) => Page<TableItem>.FromValues(
        Read(response, static item => new TableItem(item.GetProperty("TableName").GetString()!)),
        response.Headers.TryGetValue(Continuation + "NextTableName", out var next) ? next : null,
        response);

    public static Page<T> ReadEntities<T>(Response response)
        where T : class, ITableEntity =>
        Page<T>.FromValues(Read(response, EntityReader.Read<T>), NextEntity(response), response);

    /// <summary>The partition and row to go on with; either may be missing.</summary>
    public static (string? PartitionKey, string? RowKey) Split(string? continuationToken)
    {
        if (string.IsNullOrEmpty(continuationToken))
            return default;
        var parts = continuationToken.Split(' ');
        return parts.Length == 2
            ? (Decode(parts[0]), Decode(parts[1]))
            : throw new ArgumentException("This is no continuation token of a query for entities.", nameof(continuationToken));
    }

    static string? NextEntity(Response response)
    {
        response.Headers.TryGetValue(Continuation + "NextPartitionKey", out var partitionKey);
        response.Headers.TryGetValue(Continuation + "NextRowKey", out var rowKey);
        return string.IsNullOrEmpty(partitionKey) && string.IsNullOrEmpty(rowKey)
            ? null
            : $"{Uri.EscapeDataString(partitionKey ?? "")} {Uri.EscapeDataString(rowKey ?? "")}";
    }

    static string? Decode(string part) => part.Length == 0 ? null : Uri.UnescapeDataString(part);

    static List<T> Read<T>(Response response, Func<JsonElement, T> read)
    {
        using var document = JsonDocument.Parse(response.Content);
        var items = document.RootElement.GetProperty("value");
        var values = new List<T>(items.GetArrayLength());
        foreach (var item in items.EnumerateArray())
            values.Add(read(item));
        return values;
    }
}
