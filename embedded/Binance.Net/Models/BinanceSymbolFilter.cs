namespace Binance.Net.Objects.Models.Spot;

/// <summary>A rule of a symbol's orders.</summary>
public record BinanceSymbolFilter;

/// <summary>The rule for prices.</summary>
public record BinanceSymbolPriceFilter : BinanceSymbolFilter
{
    /// <summary>Lowest price.</summary>
    public decimal MinPrice { get; set; }

    /// <summary>Highest price.</summary>
    public decimal MaxPrice { get; set; }

    /// <summary>Prices are multiples of it.</summary>
    public decimal TickSize { get; set; }
}

/// <summary>The rule for quantities.</summary>
public record BinanceSymbolLotSizeFilter : BinanceSymbolFilter
{
    /// <summary>Smallest quantity.</summary>
    public decimal MinQuantity { get; set; }

    /// <summary>Largest quantity.</summary>
    public decimal MaxQuantity { get; set; }

    /// <summary>Quantities are multiples of it.</summary>
    public decimal StepSize { get; set; }
}

/// <summary>The older rule for the value of an order.</summary>
public record BinanceSymbolMinNotionalFilter : BinanceSymbolFilter
{
    /// <summary>Smallest price times quantity.</summary>
    public decimal MinNotional { get; set; }
}

/// <summary>The newer rule for the value of an order.</summary>
public record BinanceSymbolNotionalFilter : BinanceSymbolFilter
{
    /// <summary>Smallest price times quantity.</summary>
    public decimal MinNotional { get; set; }

    /// <summary>Largest price times quantity.</summary>
    public decimal MaxNotional { get; set; }
}
