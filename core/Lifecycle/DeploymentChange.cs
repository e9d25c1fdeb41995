namespace Serverless.Core.Lifecycle;

/// <summary>A transition that took place.</summary>
/// <param name="OperationId">The request's.</param>
/// <param name="Trigger">What was asked for.</param>
/// <param name="From">The standing before.</param>
/// <param name="To">The standing after.</param>
/// <param name="Author">Who asked.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When it was asked for.</param>
public sealed record DeploymentChange(
    string OperationId,
    LifecycleTrigger Trigger,
    LifecycleStanding From,
    LifecycleStanding To,
    TransitionAuthor Author,
    string Reason,
    DateTimeOffset At);
