namespace Alpaca.Markets;

internal sealed class AlpacaDataClient(RestCall call) : IAlpacaDataClient
{
    public Task<IPage<IBar>> ListHistoricalBarsAsync(HistoricalBarsRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        if (request.Symbols.Count != 1)
            throw new RequestValidationException("This call is for a single symbol.", nameof(request.Symbols));
        return call.GetAsync($"{Uri.EscapeDataString(request.Symbols.First())}/bars", request.GetParameters(), Payload.Page, cancellationToken);
    }

    public Task<IMultiPage<IBar>> GetHistoricalBarsAsync(HistoricalBarsRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        return call.GetAsync("bars", [("symbols", string.Join(',', request.Symbols)), .. request.GetParameters()], Payload.MultiPage, cancellationToken);
    }

    public void Dispose() => call.Dispose();
}
