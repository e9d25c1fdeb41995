using System.Linq.Expressions;
using Azure.Data.Tables.Pipeline;

namespace Azure.Data.Tables;

/// <content>Queries.</content>
public partial class TableClient
{
    /// <summary>The entities that fulfil a filter of the service's language, or all; pages of at most 1000 are fetched as they are needed.</summary>
    public virtual Pageable<T> Query<T>(
        string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        new TablePageable<T>(Pages<T>(filter, select), maxPerPage, cancellationToken);

    /// <inheritdoc cref="Query{T}(string, int?, IEnumerable{string}, CancellationToken)"/>
    public virtual AsyncPageable<T> QueryAsync<T>(
        string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        new TableAsyncPageable<T>(Pages<T>(filter, select), maxPerPage, cancellationToken);

    /// <summary>The entities that fulfil a condition, which the service evaluates.</summary>
    /// <exception cref="NotSupportedException">The service's language cannot express the condition.</exception>
    public virtual Pageable<T> Query<T>(
        Expression<Func<T, bool>> filter, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        Query<T>(CreateQueryFilter(filter), maxPerPage, select, cancellationToken);

    /// <inheritdoc cref="Query{T}(Expression{Func{T, bool}}, int?, IEnumerable{string}, CancellationToken)"/>
    public virtual AsyncPageable<T> QueryAsync<T>(
        Expression<Func<T, bool>> filter, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        QueryAsync<T>(CreateQueryFilter(filter), maxPerPage, select, cancellationToken);

    static string? Join(IEnumerable<string>? select) => select is null ? null : string.Join(',', select);

    PageFetch<T> Pages<T>(string? filter, IEnumerable<string>? select)
        where T : class, ITableEntity
    {
        var columns = Join(select);
        return async (continuationToken, pageSize, async, cancellationToken) =>
        {
            var (nextPartitionKey, nextRowKey) = PageReader.Split(continuationToken);
            var message = requests.QueryEntities(Name, filter, pageSize, columns, nextPartitionKey, nextRowKey);
            var response = await requests.Pipeline.SendAsync(message, async, cancellationToken, 200).ConfigureAwait(false);
            return PageReader.ReadEntities<T>(response);
        };
    }
}
