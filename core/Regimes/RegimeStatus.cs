using System.Text.Json.Serialization;

namespace Serverless.Core.Regimes;

/// <summary>How far a reading can be relied on.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RegimeStatus>))]
public enum RegimeStatus
{
    /// <summary>Nothing newer is due.</summary>
    [JsonStringEnumMemberName("current")]
    Current,

    /// <summary>A newer figure is due but not yet overdue by more than the allowed age: the last known regime holds.</summary>
    [JsonStringEnumMemberName("late")]
    Late,

    /// <summary>The usual source is missing or stale, and another one gave the regime.</summary>
    [JsonStringEnumMemberName("substitute")]
    Substitute,

    /// <summary>The next figure is overdue by more than the allowed age: the conservative default holds.</summary>
    [JsonStringEnumMemberName("stale")]
    Stale,

    /// <summary>There is no source, or too little of it yet: the conservative default holds.</summary>
    [JsonStringEnumMemberName("missing")]
    Missing,
}
