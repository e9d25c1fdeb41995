namespace Binance.Net.Interfaces;

/// <summary>A bar.</summary>
public interface IBinanceKline
{
    /// <summary>UTC time at which it opens.</summary>
    DateTime OpenTime { get; set; }

    /// <summary>First price.</summary>
    decimal OpenPrice { get; set; }

    /// <summary>Highest price.</summary>
    decimal HighPrice { get; set; }

    /// <summary>Lowest price.</summary>
    decimal LowPrice { get; set; }

    /// <summary>Last price.</summary>
    decimal ClosePrice { get; set; }

    /// <summary>Volume in the base asset.</summary>
    decimal Volume { get; set; }

    /// <summary>UTC time of its last millisecond.</summary>
    DateTime CloseTime { get; set; }

    /// <summary>Volume in the quote asset.</summary>
    decimal QuoteVolume { get; set; }

    /// <summary>Number of trades.</summary>
    int TradeCount { get; set; }

    /// <summary>Volume of takers' buys in the base asset.</summary>
    decimal TakerBuyBaseVolume { get; set; }

    /// <summary>Volume of takers' buys in the quote asset.</summary>
    decimal TakerBuyQuoteVolume { get; set; }
}
