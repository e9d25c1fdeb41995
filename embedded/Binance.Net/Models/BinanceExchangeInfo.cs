namespace Binance.Net.Objects.Models.Spot;

/// <summary>The symbols of an exchange.</summary>
public record BinanceExchangeInfo
{
    /// <summary>Time zone of the server.</summary>
    public string TimeZone { get; set; } = string.Empty;

    /// <summary>The server's clock, in UTC.</summary>
    public DateTime ServerTime { get; set; }

    /// <summary>All symbols.</summary>
    public BinanceSymbol[] Symbols { get; set; } = [];
}
