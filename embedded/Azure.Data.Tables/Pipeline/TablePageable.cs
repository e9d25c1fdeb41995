using System.Runtime.CompilerServices;

namespace Azure.Data.Tables.Pipeline;

/// <summary>Fetches one page: where to go on, how many rows at most, whether asynchronously.</summary>
internal delegate ValueTask<Page<T>> PageFetch<T>(string? continuationToken, int? pageSize, bool async, CancellationToken cancellationToken)
    where T : notnull;

/// <summary>The pages of a query, each fetched when it is asked for.</summary>
internal sealed class TablePageable<T>(PageFetch<T> fetch, int? pageSize, CancellationToken cancellationToken) : Pageable<T>(cancellationToken)
    where T : notnull
{
    public override IEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        do
        {
            var page = fetch(continuationToken, pageSizeHint ?? pageSize, async: false, CancellationToken).Completed();
            yield return page;
            continuationToken = page.ContinuationToken;
        }
        while (continuationToken is not null);
    }
}

/// <summary>The pages of a query, each fetched when it is asked for.</summary>
internal sealed class TableAsyncPageable<T>(PageFetch<T> fetch, int? pageSize, CancellationToken cancellationToken)
    : AsyncPageable<T>(cancellationToken)
    where T : notnull
{
    public override IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null) =>
        FetchAll(continuationToken, pageSizeHint ?? pageSize, CancellationToken);

    async IAsyncEnumerable<Page<T>> FetchAll(string? continuationToken, int? size, [EnumeratorCancellation] CancellationToken cancellation)
    {
        do
        {
            var page = await fetch(continuationToken, size, async: true, cancellation).ConfigureAwait(false);
            yield return page;
            continuationToken = page.ContinuationToken;
        }
        while (continuationToken is not null);
    }
}
