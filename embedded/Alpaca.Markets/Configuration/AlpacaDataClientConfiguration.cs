namespace Alpaca.Markets;

/// <summary>Settings of a client for stocks.</summary>
public sealed class AlpacaDataClientConfiguration : AlpacaClientConfigurationBase
{
    /// <summary>Settings for production.</summary>
    public AlpacaDataClientConfiguration()
        : base(Environments.Live.AlpacaDataApi)
    {
    }
}
