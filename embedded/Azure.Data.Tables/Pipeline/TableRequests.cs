using System.Globalization;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables.Serialization;

namespace Azure.Data.Tables.Pipeline;

/// <summary>Makes the service's HTTP requests.</summary>
internal sealed class TableRequests
{
    public const string Accept = "application/json;odata=minimalmetadata";

    readonly string root;
    readonly string version;

    public TableRequests(TableEndpoint endpoint, TableClientOptions options)
    {
        root = endpoint.Uri.AbsoluteUri.TrimEnd('/');
        version = options.VersionString;
        var pipeline = new HttpPipelineOptions(options) { RequestFailedDetailsParser = TablesErrorParser.Instance };
        if (endpoint.Authorization is SasPolicy sas)
            pipeline.PerCallPolicies.Add(sas);
        else if (endpoint.Authorization is { } signer)
            pipeline.PerRetryPolicies.Add(signer);
        Pipeline = HttpPipelineBuilder.Build(pipeline);
    }

    public HttpPipeline Pipeline { get; }

    public HttpMessage CreateTable(string table) =>
        Create(RequestMethod.Post, "Tables", JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["TableName"] = table }));

    public HttpMessage DeleteTable(string table) => Create(RequestMethod.Delete, $"Tables('{Literal(table)}')");

    public HttpMessage QueryTables(string? filter, int? top, string? nextTable)
    {
        var message = Create(RequestMethod.Get, "Tables");
        AppendQuery(message, ("$filter", filter), ("$top", top?.ToString(CultureInfo.InvariantCulture)), ("NextTableName", nextTable));
        return message;
    }

    public HttpMessage GetEntity(string table, string partitionKey, string rowKey, string? select)
    {
        var message = Create(RequestMethod.Get, EntityPath(table, partitionKey, rowKey));
        AppendQuery(message, ("$select", select));
        return message;
    }

    public HttpMessage QueryEntities(string table, string? filter, int? top, string? select, string? nextPartitionKey, string? nextRowKey)
    {
        var message = Create(RequestMethod.Get, $"{table}()");
        AppendQuery(
            message,
            ("$filter", filter),
            ("$top", top?.ToString(CultureInfo.InvariantCulture)),
            ("$select", select),
            ("NextPartitionKey", nextPartitionKey),
            ("NextRowKey", nextRowKey));
        return message;
    }

    /// <summary>A write of one entity, as <see cref="TableTransactionAction"/> describes it.</summary>
    public HttpMessage Write(string table, TableTransactionAction action)
    {
        var (method, path, ifMatch, entity) = Describe(table, action);
        var message = Create(method, path, entity is null ? default : EntityWriter.Write(entity));
        if (ifMatch is { } etag)
            message.Request.Headers.SetValue("If-Match", etag.ToString("H"));
        return message;
    }

    public HttpMessage Batch(string table, IReadOnlyList<TableTransactionAction> actions, Guid id)
    {
        var writer = new BatchWriter(id);
        foreach (var action in actions)
        {
            var (method, path, ifMatch, entity) = Describe(table, action);
            writer.Add(method, new Uri($"{root}/{path}"), ifMatch, entity);
        }

        var message = Create(RequestMethod.Post, "$batch");
        message.Request.Headers.SetValue("Content-Type", writer.ContentType);
        message.Request.Content = writer.Finish();
        return message;
    }

    static (RequestMethod Method, string Path, ETag? IfMatch, ITableEntity? Body) Describe(string table, TableTransactionAction action)
    {
        var entity = action.Entity;
        if (entity.PartitionKey is null || entity.RowKey is null)
            throw new ArgumentException("An entity needs a PartitionKey and a RowKey; they may be empty, but not null.", nameof(action));
        var path = EntityPath(table, entity.PartitionKey, entity.RowKey);
        var stored = action.ETag == default ? ETag.All : action.ETag;
        return action.ActionType switch
        {
            TableTransactionActionType.Add => (RequestMethod.Post, table, null, entity),
            TableTransactionActionType.UpdateMerge => (RequestMethod.Patch, path, stored, entity),
            TableTransactionActionType.UpdateReplace => (RequestMethod.Put, path, stored, entity),
            TableTransactionActionType.UpsertMerge => (RequestMethod.Patch, path, null, entity),
            TableTransactionActionType.UpsertReplace => (RequestMethod.Put, path, null, entity),
            TableTransactionActionType.Delete => (RequestMethod.Delete, path, stored, null),
            _ => throw new ArgumentOutOfRangeException(nameof(action), action.ActionType, "There is no such action."),
        };
    }

    static string EntityPath(string table, string partitionKey, string rowKey) =>
        $"{table}(PartitionKey='{Literal(partitionKey)}',RowKey='{Literal(rowKey)}')";

    static string Literal(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));

    static void AppendQuery(HttpMessage message, params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        foreach (var (name, value) in parameters)
        {
            if (value is not null)
                message.Request.Uri.AppendQuery(name, value, escapeValue: true);
        }
    }

    HttpMessage Create(RequestMethod method, string path, ReadOnlyMemory<byte> json = default)
    {
        var message = Pipeline.CreateMessage();
        var request = message.Request;
        request.Method = method;
        request.Uri.Reset(new Uri($"{root}/{path}"));
        request.Headers.Add("x-ms-version", version);
        request.Headers.Add("DataServiceVersion", "3.0");
        request.Headers.Add("Accept", Accept);
        if (!json.IsEmpty)
        {
            request.Headers.Add("Content-Type", "application/json");
            request.Content = RequestContent.Create(json);
            if (method == RequestMethod.Post)
                request.Headers.Add("Prefer", "return-no-content");
        }

        return message;
    }
}
