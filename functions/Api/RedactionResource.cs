using Serverless.Core.Audit;

namespace Serverless.Functions.Api;

/// <summary>A redaction as the API tells it.</summary>
/// <param name="Request">Index of the entry that asks for it: what the second person approves.</param>
/// <param name="EventId">The event whose content it is.</param>
/// <param name="ContentHash">SHA-256 of the content.</param>
/// <param name="RequestedBy">Who asks.</param>
/// <param name="Reason">Why.</param>
/// <param name="Order">Index of the entry that orders it; null until it is approved.</param>
/// <param name="ApprovedBy">Who approved it.</param>
/// <param name="IsDone">Whether the content is gone.</param>
public sealed record RedactionResource(
    long Request, string EventId, string ContentHash, string RequestedBy, string Reason, long? Order = null, string? ApprovedBy = null, bool IsDone = false)
{
    /// <summary>One that waits.</summary>
    public static RedactionResource Of(AuditEntry about, long request, AuditActor actor, string reason)
    {
        ArgumentNullException.ThrowIfNull(about);
        ArgumentNullException.ThrowIfNull(actor);
        return new(request, about.Event.EventId, about.Event.ContentHash!, actor.Id, reason);
    }

    /// <summary>One that is ordered.</summary>
    public static RedactionResource Of(long request, Redaction order, bool isDone)
    {
        ArgumentNullException.ThrowIfNull(order);
        return new(request, order.EventId, order.ContentHash, order.RequestedBy, order.Reason, order.Index, order.By, isDone);
    }
}
