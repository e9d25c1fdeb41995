namespace Alpaca.Markets;

internal sealed class AlpacaCryptoDataClient(RestCall call) : IAlpacaCryptoDataClient
{
    public async Task<IPage<IBar>> ListHistoricalBarsAsync(HistoricalCryptoBarsRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        if (request.Symbols.Count != 1)
            throw new RequestValidationException("This call is for a single symbol.", nameof(request.Symbols));
        var symbol = request.Symbols.First();
        var page = await GetHistoricalBarsAsync(request, cancellationToken);
        return new Page(symbol, page.NextPageToken, page.Items.TryGetValue(symbol, out var bars) ? bars : []);
    }

    public Task<IMultiPage<IBar>> GetHistoricalBarsAsync(HistoricalCryptoBarsRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        return call.GetAsync("bars", [("symbols", string.Join(',', request.Symbols)), .. request.GetParameters()], Payload.MultiPage, cancellationToken);
    }

    public void Dispose() => call.Dispose();
}
