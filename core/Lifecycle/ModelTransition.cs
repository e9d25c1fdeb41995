using Serverless.Core.Backtesting.Models;

namespace Serverless.Core.Lifecycle;

/// <summary>How a model of a platform configuration comes from stage to stage: by the table of the strategies, one step at a time.</summary>
public static class ModelTransition
{
    private static readonly LifecycleTrigger[] Steps = [LifecycleTrigger.Promote, LifecycleTrigger.Demote, LifecycleTrigger.RollBack];

    /// <summary>What leads from one stage to another.</summary>
    /// <exception cref="ArgumentException">No single step does; the message names the stages that one leads to.</exception>
    public static LifecycleTrigger Between(ModelStage from, ModelStage to)
    {
        var reachable = Steps.Select(trigger => (Trigger: trigger, LifecycleTransitions.Next(new LifecycleStanding(StageOf(from)), trigger).Next?.Stage))
            .Where(step => step.Stage is not null)
            .ToList();
        return reachable.Any(step => step.Stage == StageOf(to))
            ? reachable.First(step => step.Stage == StageOf(to)).Trigger
            : throw new ArgumentException($"No step leads from {from} to {to}; one leads to {string.Join(" or ", reachable.Select(step => step.Stage).Distinct())}.", nameof(to));
    }

    private static LifecycleStage StageOf(ModelStage stage) => Enum.Parse<LifecycleStage>(stage.ToString());
}
