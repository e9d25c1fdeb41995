using System.Text.Json.Serialization;

namespace Serverless.Core.Regimes;

/// <summary>Volatility of the equity market as a whole, calmest first. The quarters of one symbol's own history are
/// <see cref="VolatilityRegime"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VolatilityLevel>))]
public enum VolatilityLevel
{
    /// <summary>VIX below 15.</summary>
    [JsonStringEnumMemberName("LOW")]
    Low,

    /// <summary>VIX from 15 to 25.</summary>
    [JsonStringEnumMemberName("NORMAL")]
    Normal,

    /// <summary>VIX above 25.</summary>
    [JsonStringEnumMemberName("HIGH")]
    High,
}
