namespace Alpaca.Markets;

/// <summary>A request for bars of crypto-assets.</summary>
public sealed class HistoricalCryptoBarsRequest : HistoricalRequestBase, IHistoricalRequest<HistoricalCryptoBarsRequest, IBar>
{
    /// <summary>Bars of one pair, for example <c>BTC/USD</c>.</summary>
    public HistoricalCryptoBarsRequest(string symbol, BarTimeFrame timeFrame)
        : base([symbol], null, null, timeFrame)
    {
    }

    /// <summary>Bars of one pair that open from <paramref name="from"/> to <paramref name="into"/>, both UTC and included.</summary>
    public HistoricalCryptoBarsRequest(string symbol, DateTime from, DateTime into, BarTimeFrame timeFrame)
        : base([symbol], from, into, timeFrame)
    {
    }

    /// <summary>Bars of some pairs that open from <paramref name="from"/> to <paramref name="into"/>, both UTC and included.</summary>
    public HistoricalCryptoBarsRequest(IEnumerable<string> symbols, DateTime from, DateTime into, BarTimeFrame timeFrame)
        : this(symbols, (DateTime?)from, into, timeFrame)
    {
    }

    private HistoricalCryptoBarsRequest(IEnumerable<string> symbols, DateTime? from, DateTime? into, BarTimeFrame timeFrame)
        : base(symbols, from, into, timeFrame)
    {
    }

    /// <summary>Length of a bar.</summary>
    public BarTimeFrame TimeFrame => BarLength;

    HistoricalCryptoBarsRequest IHistoricalRequest<HistoricalCryptoBarsRequest, IBar>.GetValidatedRequestWithoutPageToken()
    {
        var request = new HistoricalCryptoBarsRequest(Symbols, From, Into, TimeFrame);
        request.Pagination.Size = Pagination.Size;
        request.Validate();
        return request;
    }
}
