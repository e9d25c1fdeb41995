using System.Text.Json.Serialization;

namespace Serverless.Core.Lifecycle;

/// <summary>Which rule stands against a transition.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TransitionRefusal>))]
public enum TransitionRefusal
{
    /// <summary>The table of transitions has no such step.</summary>
    NotAllowed,

    /// <summary>It changed since it was looked at: the stage or ETag is another.</summary>
    Changed,

    /// <summary>All seats are taken.</summary>
    NoSeat,

    /// <summary>The reserve is too small, or no capital was asked for.</summary>
    NoCapital,

    /// <summary>The decision could not be signed, so that nobody could prove it later.</summary>
    NotSigned,
}
