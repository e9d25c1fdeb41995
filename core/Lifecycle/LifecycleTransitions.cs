using static Serverless.Core.Lifecycle.LifecycleStage;
using static Serverless.Core.Lifecycle.LifecycleTrigger;

namespace Serverless.Core.Lifecycle;

/// <summary>
/// The one table of what may become of a strategy. A rule does not change a strategy: it makes a <see cref="TransitionRequest"/> with a
/// trigger, and what this table says is done, recorded before it takes effect, or refused.
/// </summary>
public static class LifecycleTransitions
{
    /// <summary>What <paramref name="trigger"/> leads to. A new stage begins at full size; a pause survives only the way from live to paper.</summary>
    public static LifecycleStep Next(LifecycleStanding standing, LifecycleTrigger trigger) => (trigger, standing.Stage) switch
    {
        (Promote, Research) => To(Candidate),
        (Promote, Candidate or Paper) when standing.Paused => Refused("is paused; resume it first"),
        (Promote, Candidate) => To(Paper),
        (Promote, Paper) => To(Live),
        (Promote, Live) => Refused("is live; there is no stage above"),
        (Promote, Retired) => Refused("is retired; reinstate it first"),

        (Demote or Displace, Live) => To(Paper, standing.Paused),
        (Demote or Lapse, Paper or Candidate) => To(Research),
        (Demote, Research) => Refused("is in research; there is no stage below"),
        (Displace, _) => Refused($"is {Text(standing.Stage)}; only a live strategy has a seat"),
        (Lapse, _) => Refused($"is {Text(standing.Stage)}; only candidates and strategies on paper lapse"),
        (Demote, Retired) => Refused("is retired; there is no stage below"),

        (RollBack, Candidate or Paper or Live) => To(Research),
        (RollBack, _) => Refused($"is {Text(standing.Stage)}; there is nothing to roll back"),
        (Deactivate, Retired) => Refused("is retired already"),
        (Deactivate, _) => To(Retired),
        (Reinstate, Retired) => To(Research),
        (Reinstate, _) => Refused($"is {Text(standing.Stage)}; only a retired strategy is reinstated"),

        (_, Research or Retired) => Refused($"is {Text(standing.Stage)}; no runner executes it"),
        (Pause, _) when standing.Paused => Refused("is paused already"),
        (Pause, _) => new LifecycleStep(standing with { Paused = true }, null),
        (Resume, _) when standing.Paused => new LifecycleStep(standing with { Paused = false }, null),
        (Resume, _) => Refused("is not paused"),
        (HalveSize, _) when standing.HalfSize => Refused("has half its size already"),
        (HalveSize, _) => new LifecycleStep(standing with { HalfSize = true }, null),
        (RestoreSize, _) when standing.HalfSize => new LifecycleStep(standing with { HalfSize = false }, null),
        (RestoreSize, _) => Refused("has its full size"),
        _ => throw new ArgumentOutOfRangeException(nameof(trigger), trigger, "There is no such trigger or stage."),
    };

    private static LifecycleStep To(LifecycleStage stage, bool paused = false) => new(new LifecycleStanding(stage, paused), null);

    private static LifecycleStep Refused(string why) => new(null, why);

    private static string Text(LifecycleStage stage) => stage switch
    {
        Research => "in research",
        Candidate => "a candidate",
        Paper => "on paper",
        Live => "live",
        _ => "retired",
    };
}
