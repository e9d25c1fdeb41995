namespace Alpaca.Markets;

/// <summary>A bar.</summary>
public interface IBar
{
    /// <summary>The instrument.</summary>
    string Symbol { get; }

    /// <summary>UTC time at which it opens.</summary>
    DateTime TimeUtc { get; }

    /// <summary>First price.</summary>
    decimal Open { get; }

    /// <summary>Highest price.</summary>
    decimal High { get; }

    /// <summary>Lowest price.</summary>
    decimal Low { get; }

    /// <summary>Last price.</summary>
    decimal Close { get; }

    /// <summary>Traded quantity.</summary>
    decimal Volume { get; }

    /// <summary>Mean price, weighted by volume.</summary>
    decimal Vwap { get; }

    /// <summary>Number of trades.</summary>
    ulong TradeCount { get; }
}
