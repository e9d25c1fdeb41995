namespace Alpaca.Markets;

/// <summary>History of bars.</summary>
/// <typeparam name="TRequest">Type of the request.</typeparam>
public interface IHistoricalBarsClient<in TRequest>
    where TRequest : IHistoricalRequest<TRequest, IBar>
{
    /// <summary>A page of bars of one symbol.</summary>
    /// <exception cref="RestClientErrorException">The server refused, or its answer cannot be read.</exception>
    /// <exception cref="RequestValidationException">The request is wrong; the exception names the property.</exception>
    Task<IPage<IBar>> ListHistoricalBarsAsync(TRequest request, CancellationToken cancellationToken = default);

    /// <summary>A page of bars of some symbols.</summary>
    /// <exception cref="RestClientErrorException">The server refused, or its answer cannot be read.</exception>
    /// <exception cref="RequestValidationException">The request is wrong; the exception names the property.</exception>
    Task<IMultiPage<IBar>> GetHistoricalBarsAsync(TRequest request, CancellationToken cancellationToken = default);
}
