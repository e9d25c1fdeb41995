namespace Serverless.Infra.MarketData.Download;

/// <summary>Keys and addresses of the sources.</summary>
public sealed class DownloadSettings
{
    /// <summary>Id of an Alpaca key; without one there is no source <c>alpaca</c>.</summary>
    public string? AlpacaKeyId { get; set; }

    /// <summary>The secret of the Alpaca key.</summary>
    public string? AlpacaSecretKey { get; set; }

    /// <summary>A FRED key; without one FRED's figures are the revised ones.</summary>
    public string? FredKey { get; set; }

    /// <summary>Addresses that replace the vendors' own, by name of the source: mirrors, proxies.</summary>
    public Dictionary<string, Uri> Addresses { get; } = new(StringComparer.OrdinalIgnoreCase);
}
