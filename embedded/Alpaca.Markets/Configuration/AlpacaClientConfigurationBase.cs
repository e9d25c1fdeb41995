namespace Alpaca.Markets;

/// <summary>Settings of a REST client.</summary>
public abstract class AlpacaClientConfigurationBase
{
    /// <summary>Settings for an address.</summary>
    protected AlpacaClientConfigurationBase(Uri apiEndpoint)
    {
        ArgumentNullException.ThrowIfNull(apiEndpoint);
        ApiEndpoint = apiEndpoint;
    }

    /// <summary>The key.</summary>
    public SecurityKey SecurityId { get; set; } = new SecretKey("", "");

    /// <summary>The address.</summary>
    public Uri ApiEndpoint { get; set; }

    /// <summary>Connections that the caller keeps; null for a client's own.</summary>
    public HttpClient? HttpClient { get; set; }
}
