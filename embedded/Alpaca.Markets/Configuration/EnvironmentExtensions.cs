using Alpaca.Markets.Extensions;

namespace Alpaca.Markets;

/// <summary>Clients of an environment.</summary>
public static class EnvironmentExtensions
{
    /// <summary>A client for stocks.</summary>
    public static IAlpacaDataClient GetAlpacaDataClient(this IEnvironment environment, SecurityKey securityKey) =>
        environment.GetAlpacaDataClientConfiguration(securityKey).GetClient();

    /// <summary>Settings of a client for stocks.</summary>
    public static AlpacaDataClientConfiguration GetAlpacaDataClientConfiguration(this IEnvironment environment, SecurityKey securityKey)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(securityKey);
        return new AlpacaDataClientConfiguration { ApiEndpoint = environment.AlpacaDataApi, SecurityId = securityKey };
    }

    /// <summary>A client for crypto-assets.</summary>
    public static IAlpacaCryptoDataClient GetAlpacaCryptoDataClient(this IEnvironment environment, SecurityKey securityKey) =>
        environment.GetAlpacaCryptoDataClientConfiguration(securityKey).GetClient();

    /// <summary>Settings of a client for crypto-assets.</summary>
    public static AlpacaCryptoDataClientConfiguration GetAlpacaCryptoDataClientConfiguration(this IEnvironment environment, SecurityKey securityKey)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(securityKey);
        return new AlpacaCryptoDataClientConfiguration { ApiEndpoint = environment.AlpacaDataApi, SecurityId = securityKey };
    }
}
