using System.Text.Json.Serialization;

namespace Serverless.Core.Lifecycle;

/// <summary>Where a strategy stands.</summary>
/// <param name="Stage">Its stage.</param>
/// <param name="Paused">Whether it takes no new positions for now.</param>
/// <param name="HalfSize">Whether its positions are half their size.</param>
public readonly record struct LifecycleStanding(LifecycleStage Stage, bool Paused = false, bool HalfSize = false)
{
    /// <summary>Whether a runner executes it: candidates and paper on paper, live with capital.</summary>
    [JsonIgnore]
    public bool Runs => Stage is LifecycleStage.Candidate or LifecycleStage.Paper or LifecycleStage.Live && !Paused;
}
