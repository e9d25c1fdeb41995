namespace Alpaca.Markets;

/// <summary>Pages of a request.</summary>
public static class HistoricalRequestBaseExtensions
{
    /// <summary>The same request with pages of <paramref name="pageSize"/> items.</summary>
    public static TRequest WithPageSize<TRequest>(this TRequest request, uint pageSize)
        where TRequest : HistoricalRequestBase
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Pagination.Size = pageSize;
        return request;
    }

    /// <summary>The same request for the page after the one that gave <paramref name="pageToken"/>.</summary>
    public static TRequest WithPageToken<TRequest>(this TRequest request, string pageToken)
        where TRequest : HistoricalRequestBase
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Pagination.Token = pageToken;
        return request;
    }
}
