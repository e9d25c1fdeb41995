using System.Text.Json.Serialization;

namespace Serverless.Core.Lifecycle;

/// <summary>How far a strategy has come. Paused is no stage but a flag of any stage in which a strategy runs: <see cref="LifecycleStanding.Paused"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LifecycleStage>))]
public enum LifecycleStage
{
    /// <summary>It is evaluated and ranked; no runner executes it.</summary>
    Research,

    /// <summary>It was in the top of a cycle; the paper runner executes it.</summary>
    Candidate,

    /// <summary>It stayed in the top; the paper runner executes it, and its figures are watched.</summary>
    Paper,

    /// <summary>It holds a seat and capital; the live runner executes it, and only it does.</summary>
    Live,

    /// <summary>It was taken out of service; no rule brings it back, an operator may.</summary>
    Retired,
}
