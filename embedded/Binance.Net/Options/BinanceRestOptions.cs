namespace Binance.Net.Objects.Options;

/// <summary>Options of a client.</summary>
public class BinanceRestOptions
{
    /// <summary>Which of Binance's environments to call.</summary>
    public BinanceEnvironment Environment { get; set; } = BinanceEnvironment.Live;
}
