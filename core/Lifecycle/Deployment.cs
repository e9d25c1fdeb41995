using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Serverless.Core.Configuration;
using Serverless.Core.Lifecycle.Monitoring;

namespace Serverless.Core.Lifecycle;

/// <summary>A strategy on its way from research to live, and back: the state of its entity. A strategy that was never promoted is in research.</summary>
public sealed record Deployment
{
    /// <summary>How many changes are kept here, unless more are needed to tell what sizes it had in its stage; all of them are in the audit trail.</summary>
    public const int KeptChanges = 32;

    /// <summary>Id of the configuration.</summary>
    public required string StrategyId { get; init; }

    /// <summary>What it is; null before its first promotion.</summary>
    public StrategyIdentity? Identity { get; init; }

    /// <summary>Where it stands.</summary>
    public LifecycleStanding Standing { get; init; }

    /// <summary>Since when it is in its stage; null before its first promotion.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Capital that it holds; above 0 while it is live, else 0.</summary>
    public decimal Capital { get; init; }

    /// <summary>The last changes, the oldest first.</summary>
    public ImmutableArray<DeploymentChange> Changes { get; init; } = [];

    /// <summary>Until when changes were asked for that are no longer kept; null while all are.</summary>
    public DateTimeOffset? ForgottenUntil { get; init; }

    /// <summary>The stage.</summary>
    [JsonIgnore]
    public LifecycleStage Stage => Standing.Stage;

    /// <summary>Hash of everything above: another one after every change.</summary>
    [JsonIgnore]
    public string ETag => ConfigurationHash.Of(this);

    /// <summary>
    /// What <paramref name="request"/> makes of it. One that took place already, by its operation id, is done and changes nothing; one as old as what is no
    /// longer kept may have taken place, and is refused. Whether there is a seat and capital is the ledger's to say.
    /// </summary>
    /// <exception cref="ArgumentException">The request is for another strategy, lacks operation id or reason, names no money, or is a first promotion without identity.</exception>
    public TransitionOutcome Apply(TransitionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Check(request);
        if (Changes.Any(change => change.OperationId == request.OperationId))
            return new TransitionOutcome(this, Change: null);
        if (request.RequestedAt <= ForgottenUntil)
            return Refused(TransitionRefusal.Changed, FormattableString.Invariant($"has changed since {request.RequestedAt:u} more often than is remembered; look again and decide anew"));
        if (request.IfMatch is { } match && match != ETag)
            return Refused(TransitionRefusal.Changed, "has changed since it was looked at; look again and decide anew");
        if (request.From is { } from && from != Stage)
            return Refused(TransitionRefusal.Changed, $"is no longer {from} but {Stage}; decide anew");
        var step = LifecycleTransitions.Next(Standing, request.Trigger);
        if (!step.IsAccepted)
            return Refused(TransitionRefusal.NotAllowed, step.Refusal);
        var goesLive = step.Next.Value.Stage == LifecycleStage.Live && Stage != LifecycleStage.Live;
        if (goesLive && request.Capital <= 0)
            return Refused(TransitionRefusal.NoCapital, "goes live with capital only; name an amount above 0");
        return After(request, step.Next.Value, goesLive);
    }

    private TransitionOutcome After(TransitionRequest request, LifecycleStanding next, bool goesLive)
    {
        var change = new DeploymentChange(request.OperationId, request.Trigger, Standing, next, request.Author, request.Reason, request.RequestedAt);
        var after = this with
        {
            Identity = Identity ?? request.Identity,
            Standing = next,
            Since = next.Stage == Stage ? Since : request.RequestedAt,
            Capital = goesLive ? request.Capital : next.Stage == LifecycleStage.Live ? Capital : 0,
        };
        return new TransitionOutcome(after.With(change), change);
    }

    private Deployment With(DeploymentChange change)
    {
        var index = Changes.Length < KeptChanges ? -1 : Changes.IndexOf(Changes.FirstOrDefault(IsForgettable)!);
        if (index < 0)
            return this with { Changes = Changes.Add(change) };
        var forgotten = Changes[index].At;
        return this with { Changes = Changes.RemoveAt(index).Add(change), ForgottenUntil = forgotten > ForgottenUntil ? forgotten : ForgottenUntil ?? forgotten };
    }

    // What was before its stage, and that a feed came and went: the position was held through it.
    private bool IsForgettable(DeploymentChange change) => change.At < Since || SizeChanges.IsOfFeed(change);

    private TransitionOutcome Refused(TransitionRefusal refusal, string why) => new(this, null, refusal, $"'{StrategyId}' {why}.");

    private void Check(TransitionRequest request)
    {
        if (request.StrategyId != StrategyId)
            throw new ArgumentException($"The request is for '{request.StrategyId}', this is '{StrategyId}'.", nameof(request));
        ArgumentException.ThrowIfNullOrWhiteSpace(request.OperationId);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.Reason);
        if (request.Capital < 0 || !Cents.AreWhole(request.Capital))
            throw new ArgumentException(FormattableString.Invariant($"capital is {request.Capital}; it must be 0 or more, in whole cents."), nameof(request));
        if (request.Value < 0)
            throw new ArgumentException(FormattableString.Invariant($"value is {request.Value}; it must be 0 or more."), nameof(request));
        if (Identity is null && request.Identity is null && request.Trigger == LifecycleTrigger.Promote)
            throw new ArgumentException($"The first promotion of '{StrategyId}' must say what it is: template, type and symbol.", nameof(request));
    }
}
