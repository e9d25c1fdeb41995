namespace Alpaca.Markets;

/// <summary>A request for bars of stocks.</summary>
public sealed class HistoricalBarsRequest : HistoricalRequestBase, IHistoricalRequest<HistoricalBarsRequest, IBar>
{
    /// <summary>Bars of one symbol.</summary>
    public HistoricalBarsRequest(string symbol, BarTimeFrame timeFrame)
        : base([symbol], null, null, timeFrame)
    {
    }

    /// <summary>Bars of one symbol that open from <paramref name="from"/> to <paramref name="into"/>, both UTC and included.</summary>
    public HistoricalBarsRequest(string symbol, DateTime from, DateTime into, BarTimeFrame timeFrame)
        : base([symbol], from, into, timeFrame)
    {
    }

    /// <summary>Bars of some symbols that open from <paramref name="from"/> to <paramref name="into"/>, both UTC and included.</summary>
    public HistoricalBarsRequest(IEnumerable<string> symbols, DateTime from, DateTime into, BarTimeFrame timeFrame)
        : this(symbols, (DateTime?)from, into, timeFrame)
    {
    }

    private HistoricalBarsRequest(IEnumerable<string> symbols, DateTime? from, DateTime? into, BarTimeFrame timeFrame)
        : base(symbols, from, into, timeFrame)
    {
    }

    /// <summary>Length of a bar.</summary>
    public BarTimeFrame TimeFrame => BarLength;

    /// <summary>Corporate actions to adjust for; null for the server's default: none.</summary>
    public Adjustment? Adjustment { get; set; }

    /// <summary>The feed; null for the best that the subscription allows.</summary>
    public MarketDataFeed? Feed { get; set; }

    HistoricalBarsRequest IHistoricalRequest<HistoricalBarsRequest, IBar>.GetValidatedRequestWithoutPageToken()
    {
        var request = new HistoricalBarsRequest(Symbols, From, Into, TimeFrame) { Adjustment = Adjustment, Feed = Feed };
        request.Pagination.Size = Pagination.Size;
        request.Validate();
        return request;
    }

    internal override IEnumerable<(string Name, string? Value)> GetParameters() =>
        [.. base.GetParameters(), ("adjustment", QueryParameters.Of(Adjustment)), ("feed", Feed?.ToString().ToLowerInvariant())];
}
