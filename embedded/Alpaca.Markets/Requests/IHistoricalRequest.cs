namespace Alpaca.Markets;

/// <summary>A request for a page.</summary>
public interface IHistoricalRequest
{
    /// <summary>Which page.</summary>
    Pagination Pagination { get; }
}

/// <summary>A request for a page of items.</summary>
/// <typeparam name="TRequest">The request's own type.</typeparam>
/// <typeparam name="TItem">Type of the items.</typeparam>
public interface IHistoricalRequest<out TRequest, TItem> : IHistoricalRequest
{
    /// <summary>The request for the first page of what this one asks for.</summary>
    TRequest GetValidatedRequestWithoutPageToken();
}
