using System.Text.Json.Serialization;

namespace Serverless.Core.Regimes;

/// <summary>State of the economy, worst first.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MacroRegime>))]
public enum MacroRegime
{
    /// <summary>The purchasing managers' index is deep in contraction.</summary>
    [JsonStringEnumMemberName("RECESSION")]
    Recession,

    /// <summary>The index contracts, or the yield curve is inverted.</summary>
    [JsonStringEnumMemberName("SLOWDOWN")]
    Slowdown,

    /// <summary>The index expands, and the yield curve rises.</summary>
    [JsonStringEnumMemberName("EXPANSION")]
    Expansion,
}
