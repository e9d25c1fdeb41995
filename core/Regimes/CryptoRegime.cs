using System.Text.Json.Serialization;

namespace Serverless.Core.Regimes;

/// <summary>Trend of the crypto market, worst first.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CryptoRegime>))]
public enum CryptoRegime
{
    /// <summary>Below its average, or momentum negative.</summary>
    [JsonStringEnumMemberName("RISK_OFF")]
    RiskOff,

    /// <summary>Above its average, and momentum positive.</summary>
    [JsonStringEnumMemberName("RISK_ON")]
    RiskOn,
}
