using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.Core.Audit;

/// <summary>
/// Content that two persons had removed, as the entry says that orders it. The entry that names the content stays as it is, and with it every hash and
/// proof; what is gone is the content itself, and only after this entry is there.
/// </summary>
/// <param name="Index">Index of the entry that orders it.</param>
/// <param name="EventId">The event whose content it is; others of the same work may name the same.</param>
/// <param name="CorrelationId">The work that left the content.</param>
/// <param name="ContentHash">SHA-256 of the content.</param>
/// <param name="At">When, as claimed.</param>
/// <param name="By">Who decided.</param>
/// <param name="RequestedBy">Who had asked for it.</param>
/// <param name="Reason">Why, in the words of the one who asked.</param>
/// <param name="Blobs">Blobs of container <c>runs</c> to be removed.</param>
public sealed record Redaction(
    long Index, string EventId, string CorrelationId, string ContentHash, DateTimeOffset At, string By, string RequestedBy, string Reason, IReadOnlyList<string> Blobs)
{
    /// <summary>Action of the entry that asks for one.</summary>
    public const string RequestedAction = "redaction.requested";

    /// <summary>Action of the entry that orders one.</summary>
    public const string Action = "content.redacted";

    private const string BlobFact = "blob.";
    private const int DigestDigits = 16;

    // The first property of the canonical form.
    private static ReadOnlySpan<byte> Beginning => "{\"action\":\"content.redacted\","u8;

    /// <summary>Id of the event that orders it: of one content of one work there is one, whoever decides, and however many entries name it.</summary>
    public static string IdOf(AuditEvent about)
    {
        ArgumentNullException.ThrowIfNull(about);
        return $"{about.CorrelationId}/redacted/{about.ContentHash}";
    }

    /// <summary>Whether the content that an event names is what this removes.</summary>
    public bool Covers(AuditEvent one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return (one.CorrelationId, one.ContentHash) == (CorrelationId, ContentHash) && !IsAbout(one);
    }

    /// <summary>The event that asks for it.</summary>
    /// <param name="announcement">Who asks, when and why.</param>
    /// <param name="about">The entry whose content is to go.</param>
    public static AuditEvent Request(AuditEvent announcement, AuditEntry about)
    {
        ArgumentNullException.ThrowIfNull(announcement);
        ArgumentNullException.ThrowIfNull(about);
        var asked = SHA256.HashData(Encoding.UTF8.GetBytes($"{announcement.Actor.Id}\n{announcement.Reason}"));
        return announcement with
        {
            EventId = $"{about.Event.EventId}/redaction-requested/{Convert.ToHexStringLower(asked)[..DigestDigits]}",
            Action = RequestedAction,
            Subject = about.Event.EventId,
            ContentHash = about.Event.ContentHash,
            CorrelationId = about.Event.CorrelationId,
            Details = [new("entry", Number(about.Index))],
        };
    }

    /// <summary>The event that orders what <paramref name="request"/> asks for.</summary>
    /// <param name="announcement">Who decides, when and why.</param>
    /// <param name="request">The entry that asks.</param>
    /// <param name="blobs">Blobs of container <c>runs</c> to be removed.</param>
    public static AuditEvent Order(AuditEvent announcement, AuditEntry request, IReadOnlyList<string> blobs)
    {
        ArgumentNullException.ThrowIfNull(announcement);
        ArgumentNullException.ThrowIfNull(request);
        var asked = request.Event;
        return announcement with
        {
            EventId = IdOf(asked),
            Action = Action,
            Subject = asked.Subject,
            Reason = asked.Reason,
            ContentHash = asked.ContentHash,
            CorrelationId = asked.CorrelationId,
            Details = AuditDetails.Create(
            [
                new("entry", asked.Details["entry"]!),
                new("request", Number(request.Index)),
                new("requestedBy", asked.Actor.Id),
                new("decision", announcement.Reason!),
                .. blobs.Select((blob, i) => KeyValuePair.Create(BlobFact + Number(i), blob)),
            ]),
        };
    }

    /// <summary>Whether an event asks for a redaction or orders one, so that the content that it names is another's.</summary>
    public static bool IsAbout(AuditEvent auditEvent)
    {
        ArgumentNullException.ThrowIfNull(auditEvent);
        return auditEvent.Action is RequestedAction or Action;
    }

    /// <summary>Whether the bytes of an entry are of one that orders a redaction, without decoding them.</summary>
    public static bool IsOrder(ReadOnlySpan<byte> entry) => entry.StartsWith(Beginning);

    /// <summary>What an entry orders; null for any other entry, and for one that lacks what such an entry has.</summary>
    public static Redaction? Of(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var e = entry.Event;
        return e is { Action: Action, ContentHash: { } hash, Reason: { } reason } && e.Details["requestedBy"] is { } asked
            ? new Redaction(
                entry.Index, e.Subject, e.CorrelationId, hash, e.OccurredAt, e.Actor.Id, asked, reason,
                [.. e.Details.Where(fact => fact.Key.StartsWith(BlobFact, StringComparison.Ordinal)).Select(fact => fact.Value)])
            : null;
    }

    /// <summary>The gap in words.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"content sha256:{ContentHash} of event '{EventId}' was redacted by entry {Index} on {At.UtcDateTime:yyyy-MM-dd}, decided by {By}, asked for by {RequestedBy}: {Reason}");

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
