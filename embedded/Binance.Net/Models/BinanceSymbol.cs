using Binance.Net.Enums;

namespace Binance.Net.Objects.Models.Spot;

/// <summary>A symbol with the rules of its orders.</summary>
public record BinanceSymbol
{
    /// <summary>For example <c>BTCUSDT</c>.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>Whether it can be traded.</summary>
    public SymbolStatus Status { get; set; }

    /// <summary>For example <c>BTC</c>.</summary>
    public string BaseAsset { get; set; } = string.Empty;

    /// <summary>Decimals of the base asset.</summary>
    public int BaseAssetPrecision { get; set; }

    /// <summary>For example <c>USDT</c>.</summary>
    public string QuoteAsset { get; set; } = string.Empty;

    /// <summary>Decimals of the quote asset.</summary>
    public int QuoteAssetPrecision { get; set; }

    /// <summary>The rules; those that this client does not know are plain <see cref="BinanceSymbolFilter"/>s.</summary>
    public BinanceSymbolFilter[] Filters { get; set; } = [];

    /// <summary>The rule for quantities.</summary>
    public BinanceSymbolLotSizeFilter? LotSizeFilter => Filters.OfType<BinanceSymbolLotSizeFilter>().FirstOrDefault();

    /// <summary>The older rule for the value of an order.</summary>
    public BinanceSymbolMinNotionalFilter? MinNotionalFilter => Filters.OfType<BinanceSymbolMinNotionalFilter>().FirstOrDefault();

    /// <summary>The newer rule for the value of an order.</summary>
    public BinanceSymbolNotionalFilter? NotionalFilter => Filters.OfType<BinanceSymbolNotionalFilter>().FirstOrDefault();

    /// <summary>The rule for prices.</summary>
    public BinanceSymbolPriceFilter? PriceFilter => Filters.OfType<BinanceSymbolPriceFilter>().FirstOrDefault();
}
