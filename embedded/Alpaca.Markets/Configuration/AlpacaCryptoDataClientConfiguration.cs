namespace Alpaca.Markets;

/// <summary>Settings of a client for crypto-assets.</summary>
public sealed class AlpacaCryptoDataClientConfiguration : AlpacaClientConfigurationBase
{
    /// <summary>Settings for production.</summary>
    public AlpacaCryptoDataClientConfiguration()
        : base(Environments.Live.AlpacaDataApi)
    {
    }
}
