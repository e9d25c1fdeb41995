using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Notes;
using Serverless.Infra.Audit.Bundles;
using Serverless.Infra.Audit.Redactions;
using Serverless.Infra.Keys;

namespace Serverless.Functions.Hosting;

/// <summary>
/// Removes the content that an entry names, on the word of two persons: the entry that orders it is committed and signed first. The trail itself is what knows
/// of requests and orders; an order whose removal was interrupted is finished by the next look at the trail.
/// </summary>
public sealed class Redactions(
    CycleTrail trail, TrailReader reader, TrailKeeper keeper, ContentRemoval removal, BlobServiceClient blobs, ContentProtection protection, TimeProvider time, ILogger<Redactions> logger)
{
    private readonly RunContent content = new(blobs, protection);

    /// <summary>The entry of an event; null when there is none.</summary>
    public async Task<AuditEntry?> FindAsync(string eventId, CancellationToken cancellation) =>
        await reader.FindAsync(eventId, cancellation) is { } index ? await reader.ReadAsync(index, cancellation) : null;

    /// <summary>The request that entry <paramref name="index"/> is; null when it is none.</summary>
    public async Task<AuditEntry?> FindRequestAsync(long index, CancellationToken cancellation) =>
        await reader.ReadAsync(index, cancellation) is { Event.Action: Redaction.RequestedAction } request ? request : null;

    /// <summary>What was ordered about the content of an entry; null when nothing was.</summary>
    public Task<Redaction?> FindOrderAsync(AuditEntry about, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(about);
        return reader.FindRedactionAsync(about.Event, cancellation);
    }

    /// <summary>Records that somebody asks for a redaction. The same person with the same reason asks once.</summary>
    public Task<AuditReceipt> RequestAsync(AuditEntry about, AuditActor actor, string reason, CancellationToken cancellation) =>
        trail.AppendAsync(Redaction.Request(Announcement(actor, reason), about), cancellation);

    /// <summary>Blobs that hold the content of an entry, and what stands against removing them: null when nothing does. What an entry about a redaction names is another's.</summary>
    public async Task<(IReadOnlyList<string> Blobs, string? Lock)> LookAsync(AuditEntry about, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(about);
        var found = Redaction.IsAbout(about.Event) ? [] : await content.ListAsync(about.Event, cancellation);
        foreach (var blob in found)
        {
            if (await removal.FindLockAsync(blob, cancellation) is { } why)
                return (found, why);
        }

        return (found, null);
    }

    /// <summary>Records what was decided, has it signed, and removes the content. Repeating it ends what was interrupted, whoever decided first.</summary>
    /// <returns>The order, and whether the content is gone; it goes with the next look at the trail while that cannot be signed, or storage refuses.</returns>
    public async Task<(Redaction Order, bool IsDone)> OrderAsync(
        AuditEntry about, AuditEntry request, AuditActor actor, string decision, IReadOnlyList<string> found, CancellationToken cancellation)
    {
        try
        {
            if (await FindOrderAsync(about, cancellation) is null)
                await trail.AppendAsync(Redaction.Order(Announcement(actor, decision), request, found), cancellation);
        }
        catch (AuditConflictException)
        {
            logger.LogInformation("Another has ordered the redaction of {Event} at the same time.", about.Event.EventId);
        }

        var order = (await FindOrderAsync(about, cancellation))!;
        try
        {
            var note = await keeper.SealAsync(cancellation);
            return (order, (!keeper.Signs || (note is not null && Checkpoint.Parse(note.Text).Size > order.Index)) && await removal.RemoveAsync(order, cancellation));
        }
        catch (Exception error) when (error is NoteKeyException or AuditStoreException or WitnessRefusalException)
        {
            logger.LogError(error, "What entry {Index} orders is not removed yet: {Message}", order.Index, error.Message);
            return (order, false);
        }
    }

    private AuditEvent Announcement(AuditActor actor, string reason) => new()
    {
        EventId = Redaction.Action,
        OccurredAt = time.GetUtcNow(),
        Actor = actor,
        Action = Redaction.Action,
        Subject = Redaction.Action,
        Reason = reason,
        CodeVersion = CycleTrail.CodeVersion,
        CorrelationId = Redaction.Action,
    };
}
