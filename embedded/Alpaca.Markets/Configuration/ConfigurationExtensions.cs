namespace Alpaca.Markets.Extensions;

/// <summary>Clients for settings.</summary>
public static class ConfigurationExtensions
{
    /// <summary>A client for stocks.</summary>
    public static IAlpacaDataClient GetClient(this AlpacaDataClientConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new AlpacaDataClient(new RestCall(configuration, "v2/stocks/"));
    }

    /// <summary>A client for crypto-assets.</summary>
    public static IAlpacaCryptoDataClient GetClient(this AlpacaCryptoDataClientConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new AlpacaCryptoDataClient(new RestCall(configuration, "v1beta3/crypto/us/"));
    }
}
