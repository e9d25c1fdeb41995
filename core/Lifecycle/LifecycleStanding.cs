using System.Text.Json.Serialization;

namespace Serverless.Core.Lifecycle;

/// <summary>Where a strategy stands.</summary>
/// <param name="Stage">Its stage.</param>
/// <param name="Paused">Whether it takes no new positions for now.</param>
/// <param name="HalfSize">Whether its positions are half their size.</param>
public readonly record struct LifecycleStanding(LifecycleStage Stage, bool Paused = false, bool HalfSize = false)
{
    /// <summary>Whether the paper runner executes it: candidates and paper, and nothing else.</summary>
    [JsonIgnore]
    public bool RunsOnPaper => (Stage is LifecycleStage.Candidate or LifecycleStage.Paper) && !Paused;

    /// <summary>Whether the live runner executes it, with capital: live, and nothing else.</summary>
    [JsonIgnore]
    public bool RunsLive => Stage == LifecycleStage.Live && !Paused;
}
