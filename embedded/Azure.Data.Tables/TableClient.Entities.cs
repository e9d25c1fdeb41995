using System.Text.Json;
using Azure.Data.Tables.Pipeline;
using Azure.Data.Tables.Serialization;

namespace Azure.Data.Tables;

/// <content>Single entities.</content>
public partial class TableClient
{
    /// <summary>Adds an entity.</summary>
    /// <exception cref="RequestFailedException">It exists (409), or there is no table (404).</exception>
    public virtual Response AddEntity<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        WriteCore(TableTransactionActionType.Add, entity, default, async: false, cancellationToken).Completed();

    /// <inheritdoc cref="AddEntity{T}"/>
    public virtual Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        WriteCore(TableTransactionActionType.Add, entity, default, async: true, cancellationToken).AsTask();

    /// <summary>Adds an entity, or merges it into the stored one or replaces that.</summary>
    public virtual Response UpsertEntity<T>(T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        WriteCore(Upsert(mode), entity, default, async: false, cancellationToken).Completed();

    /// <inheritdoc cref="UpsertEntity{T}"/>
    public virtual Task<Response> UpsertEntityAsync<T>(T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        WriteCore(Upsert(mode), entity, default, async: true, cancellationToken).AsTask();

    /// <summary>Changes a stored entity whose version is <paramref name="ifMatch"/>; <see cref="ETag.All"/> is any.</summary>
    /// <exception cref="RequestFailedException">It has another version (412), or does not exist (404).</exception>
    public virtual Response UpdateEntity<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        WriteCore(Update(mode), entity, Required(ifMatch), async: false, cancellationToken).Completed();

    /// <inheritdoc cref="UpdateEntity{T}"/>
    public virtual Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        WriteCore(Update(mode), entity, Required(ifMatch), async: true, cancellationToken).AsTask();

    /// <summary>Deletes an entity of any version, or of <paramref name="ifMatch"/>; answers 404, without an exception, where there is none.</summary>
    /// <exception cref="RequestFailedException">It has another version (412).</exception>
    public virtual Response DeleteEntity(string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        DeleteEntity(Key(partitionKey, rowKey), ifMatch, cancellationToken);

    /// <inheritdoc cref="DeleteEntity(string, string, ETag, CancellationToken)"/>
    public virtual Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        DeleteEntityAsync(Key(partitionKey, rowKey), ifMatch, cancellationToken);

    /// <inheritdoc cref="DeleteEntity(string, string, ETag, CancellationToken)"/>
    public virtual Response DeleteEntity(ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        WriteCore(TableTransactionActionType.Delete, entity, ifMatch, async: false, cancellationToken).Completed();

    /// <inheritdoc cref="DeleteEntity(string, string, ETag, CancellationToken)"/>
    public virtual Task<Response> DeleteEntityAsync(ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        WriteCore(TableTransactionActionType.Delete, entity, ifMatch, async: true, cancellationToken).AsTask();

    /// <summary>Reads an entity, or only the properties in <paramref name="select"/>.</summary>
    /// <exception cref="RequestFailedException">There is none (404).</exception>
    public virtual Response<T> GetEntity<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        Existing(GetCore<T>(partitionKey, rowKey, select, async: false, cancellationToken).Completed());

    /// <inheritdoc cref="GetEntity{T}"/>
    public virtual async Task<Response<T>> GetEntityAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        Existing(await GetCore<T>(partitionKey, rowKey, select, async: true, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads an entity, or only the properties in <paramref name="select"/>; the answer has no value where there is none.</summary>
    public virtual NullableResponse<T> GetEntityIfExists<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        GetCore<T>(partitionKey, rowKey, select, async: false, cancellationToken).Completed();

    /// <inheritdoc cref="GetEntityIfExists{T}"/>
    public virtual Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        GetCore<T>(partitionKey, rowKey, select, async: true, cancellationToken).AsTask();

    static TableTransactionActionType Upsert(TableUpdateMode mode) => mode switch
    {
        TableUpdateMode.Merge => TableTransactionActionType.UpsertMerge,
        TableUpdateMode.Replace => TableTransactionActionType.UpsertReplace,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "There is no such mode."),
    };

    static TableTransactionActionType Update(TableUpdateMode mode) => mode switch
    {
        TableUpdateMode.Merge => TableTransactionActionType.UpdateMerge,
        TableUpdateMode.Replace => TableTransactionActionType.UpdateReplace,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "There is no such mode."),
    };

    /// <summary>An update without a version would silently overwrite; who wants that says <see cref="ETag.All"/>.</summary>
    static ETag Required(ETag ifMatch) => ifMatch == default
        ? throw new ArgumentException("An update needs the version that it changes; pass the entity's ETag, or ETag.All for any.", nameof(ifMatch))
        : ifMatch;

    static TableEntity Key(string partitionKey, string rowKey)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return new TableEntity(partitionKey, rowKey);
    }

    static Response<T> Existing<T>(NullableResponse<T> response) =>
        response as Response<T> ?? throw new RequestFailedException(response.GetRawResponse());

    ValueTask<Response> WriteCore(
        TableTransactionActionType type, ITableEntity entity, ETag ifMatch, bool async, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entity);
        int[] expected = type == TableTransactionActionType.Delete ? [204, 404] : [204];
        var message = requests.Write(Name, new TableTransactionAction(type, entity, ifMatch));
        return requests.Pipeline.SendAsync(message, async, cancellationToken, expected);
    }

    async ValueTask<NullableResponse<T>> GetCore<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select, bool async, CancellationToken cancellationToken)
        where T : class, ITableEntity
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        var message = requests.GetEntity(Name, partitionKey, rowKey, Join(select));
        var response = await requests.Pipeline.SendAsync(message, async, cancellationToken, 200, 404).ConfigureAwait(false);
        if (response.Status == 404)
            return new NoValueResponse<T>(response);
        using var document = JsonDocument.Parse(response.Content);
        return Response.FromValue(EntityReader.Read<T>(document.RootElement), response);
    }
}
