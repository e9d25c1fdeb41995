namespace Alpaca.Markets;

/// <summary>Where prices of stocks come from.</summary>
public enum MarketDataFeed
{
    /// <summary>The IEX exchange.</summary>
    Iex,

    /// <summary>All exchanges of the United States.</summary>
    Sip,

    /// <summary>Trades over the counter.</summary>
    Otc,
}
