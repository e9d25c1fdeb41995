namespace Binance.Net;

/// <summary>Addresses of one of Binance's environments.</summary>
public class BinanceEnvironment
{
    internal BinanceEnvironment(string spot, string usdFutures) => (SpotRestAddress, UsdFuturesRestAddress) = (spot, usdFutures);

    /// <summary>Production.</summary>
    public static BinanceEnvironment Live { get; } = new("https://api.binance.com", "https://fapi.binance.com");

    /// <summary>The sandbox.</summary>
    public static BinanceEnvironment Testnet { get; } = new("https://testnet.binance.vision", "https://testnet.binancefuture.com");

    /// <summary>Address of the spot market.</summary>
    public string SpotRestAddress { get; }

    /// <summary>Address of the market of futures that settle in USDT or USDC.</summary>
    public string? UsdFuturesRestAddress { get; }
}
