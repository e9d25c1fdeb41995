using System.Text.Json.Serialization;

namespace Serverless.Core.Lifecycle;

/// <summary>What became of a request.</summary>
/// <param name="Deployment">The strategy afterwards, changed or not.</param>
/// <param name="Change">The change that took place; null when it was refused, or was done before under the same operation id.</param>
/// <param name="Refusal">The rule that stood against it; null when it was done, now or before.</param>
/// <param name="Message">The refusal in words, with what to do; null when it was done.</param>
public sealed record TransitionOutcome(
    Deployment Deployment, DeploymentChange? Change, TransitionRefusal? Refusal = null, string? Message = null)
{
    /// <summary>Whether it was done, now or before.</summary>
    [JsonIgnore]
    public bool IsDone => Refusal is null;

    /// <summary>Whether a seat and capital are needed for it.</summary>
    [JsonIgnore]
    public bool TakesSeat => Change is { To.Stage: LifecycleStage.Live, From.Stage: not LifecycleStage.Live };

    /// <summary>Whether its streak ends with it: what got worse must earn the way up anew, what was only displaced need not.</summary>
    [JsonIgnore]
    public bool EndsStreak => Change is { Trigger: LifecycleTrigger.Demote or LifecycleTrigger.RollBack or LifecycleTrigger.Deactivate };

    /// <summary>Whether it gives a seat and capital back.</summary>
    [JsonIgnore]
    public bool GivesSeat => Change is { From.Stage: LifecycleStage.Live, To.Stage: not LifecycleStage.Live };
}
