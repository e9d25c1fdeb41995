using System.Text.Json.Serialization;

namespace Serverless.Core.Regimes;

/// <summary>Trend of the equity market, worst first.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EquityRegime>))]
public enum EquityRegime
{
    /// <summary>Below its average, and momentum negative.</summary>
    [JsonStringEnumMemberName("BEAR")]
    Bear,

    /// <summary>Average and momentum disagree.</summary>
    [JsonStringEnumMemberName("NEUTRAL")]
    Neutral,

    /// <summary>Above its average, and momentum positive.</summary>
    [JsonStringEnumMemberName("BULL")]
    Bull,
}
