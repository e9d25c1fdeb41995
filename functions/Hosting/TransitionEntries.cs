using System.Globalization;
using Serverless.Core.Audit;
using Serverless.Core.Lifecycle;

namespace Serverless.Functions.Hosting;

/// <summary>Audit entries about what becomes of deployments.</summary>
internal static class TransitionEntries
{
    /// <summary>What a request leads to, before it takes effect; or that it was refused.</summary>
    public static AuditEvent Of(TransitionRequest request, string beforeETag, TransitionOutcome planned)
    {
        var standing = planned.Deployment.Standing;
        var facts = new Dictionary<string, string>(request.Evidence, StringComparer.Ordinal)
        {
            ["trigger"] = request.Trigger.ToString(),
            ["stage"] = standing.Stage.ToString(),
            ["paused"] = standing.Paused.ToString(CultureInfo.InvariantCulture),
            ["halfSize"] = standing.HalfSize.ToString(CultureInfo.InvariantCulture),
            ["capital"] = planned.Deployment.Capital.ToString(CultureInfo.InvariantCulture),
        };
        if (planned.Deployment.Identity is { } identity)
            (facts["template"], facts["type"], facts["symbol"]) = (identity.Template, identity.Type.ToString(), identity.Symbol);
        if (planned.Change is { } change)
            facts["from"] = change.From.Stage.ToString();
        if (planned.GivesSeat && request.Value is { } value)
            facts["returned"] = value.ToString(CultureInfo.InvariantCulture);
        if (planned.Message is { } message)
            facts["refusal"] = message;
        return new AuditEvent
        {
            EventId = $"transition/{request.OperationId}",
            OccurredAt = request.RequestedAt,
            Actor = ActorOf(request.Author),
            Action = planned.IsDone ? $"deployment.{Past(request.Trigger)}" : "deployment.refused",
            Subject = request.StrategyId,
            Reason = request.Reason,
            Details = AuditDetails.Create([.. facts]),
            BeforeHash = beforeETag,
            AfterHash = planned.IsDone ? planned.Deployment.ETag : null,
            CodeVersion = CycleTrail.CodeVersion,
            CorrelationId = request.OperationId,
        };
    }

    /// <summary>What was decided, before it is tried.</summary>
    public static AuditEvent Decided(TransitionRequest request)
    {
        var facts = new Dictionary<string, string>(request.Evidence, StringComparer.Ordinal)
        {
            ["trigger"] = request.Trigger.ToString(),
            ["capital"] = request.Capital.ToString(CultureInfo.InvariantCulture),
        };
        return new AuditEvent
        {
            EventId = $"decision/{request.OperationId}",
            OccurredAt = request.RequestedAt,
            Actor = ActorOf(request.Author),
            Action = "transition.decided",
            Subject = request.StrategyId,
            Reason = request.Reason,
            Details = AuditDetails.Create([.. facts]),
            BeforeHash = request.IfMatch,
            CodeVersion = CycleTrail.CodeVersion,
            CorrelationId = request.OperationId,
        };
    }

    /// <summary>The author as the trail names it.</summary>
    public static AuditActor ActorOf(TransitionAuthor author) => new(author.Name, [.. author.Role?.Split('+') ?? []], author.OnBehalfOf);

    private static string Past(LifecycleTrigger trigger) => trigger switch
    {
        LifecycleTrigger.Promote => "promoted",
        LifecycleTrigger.Demote => "demoted",
        LifecycleTrigger.Displace => "displaced",
        LifecycleTrigger.Lapse => "lapsed",
        LifecycleTrigger.RollBack => "rolled-back",
        LifecycleTrigger.Deactivate => "deactivated",
        LifecycleTrigger.Reinstate => "reinstated",
        LifecycleTrigger.Pause => "paused",
        LifecycleTrigger.Resume => "resumed",
        LifecycleTrigger.HalveSize => "size-halved",
        _ => "size-restored",
    };
}
