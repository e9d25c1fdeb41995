using System.Globalization;
using System.Text;
using Serverless.Core.Audit.Notes;

namespace Serverless.Core.Audit.Bundles;

/// <summary>
/// Entries in plain words. The same entries and checkpoint give the same text, so that a verifier can tell whether it was altered: bundles that
/// were handed out hold these words, so a phrase is added together with its action or never.
/// </summary>
public static class AuditExplanation
{
    private static readonly Dictionary<string, string> Phrases = new(StringComparer.Ordinal)
    {
        ["cycle.started"] = "started the evaluation cycle",
        ["cycle.failed"] = "ended, without a scorecard, the evaluation cycle",
        ["strategy.generated"] = "generated the strategy",
        ["strategy.evaluated"] = "evaluated the strategy",
        ["strategy.rejected"] = "rejected the strategy",
        ["evidence.assessed"] = "judged whether the results are luck, of the evaluation cycle",
        ["scorecard.published"] = "published the ranking of the evaluation cycle",
        ["parameters.chosen"] = "chose the parameters that it goes on with, for the strategy",
        ["transition.decided"] = "decided, before anything followed from it, about the strategy",
        ["data.stored"] = "stored the market data",
        ["results.dropped"] = "dropped, by age, results of the evaluation cycle",
        ["data.refused"] = "refused the market data",
        [Redaction.RequestedAction] = "asked for the redaction of the content of event",
        [Redaction.Action] = "had the content redacted of event",
        [KeyRotation.Action] = "gave the audit log another key, named",
        [KeyRevocation.Action] = "revoked a retired key of the audit log, named",
    };

    /// <summary>The text.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="checkpoint">The checkpoint that covers them.</param>
    /// <param name="orders">Entries that order the redaction of what those name, where they are not among them.</param>
    public static string Of(IReadOnlyCollection<AuditEntry> entries, Checkpoint checkpoint, IReadOnlyCollection<AuditEntry> orders)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(checkpoint);
        var text = new StringBuilder();
        var redactions = entries.Concat(orders).Select(Redaction.Of).OfType<Redaction>().ToList();
        foreach (var entry in entries)
            text.Append(Of(entry, redactions.Find(redaction => redaction.Covers(entry.Event)))).Append('\n');
        foreach (var order in orders)
            text.Append(Of(order)).Append('\n');
        return text.Append(
            CultureInfo.InvariantCulture,
            $"""
            Proof. The signed checkpoint states that log {checkpoint.Origin} had {checkpoint.Size} entries, whose Merkle tree has the root
            {Convert.ToBase64String(checkpoint.Root.Span)}. The proofs beside this text lead from the entries to that root: no byte of an entry can change
            without the root changing. Verify it with 'audit verify' and the keys of the log; docs/audit-format.md says how to do so without this program.

            """).ToString();
    }

    /// <summary>One entry, and that its content is gone, where an entry orders that.</summary>
    public static string Of(AuditEntry entry, Redaction? redaction = null)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var e = entry.Event;
        var text = new StringBuilder();
        void Line(string line) => text.Append(Visible(line)).Append('\n');
        var roles = e.Actor.Roles.IsEmpty ? "" : $" ({string.Join(", ", e.Actor.Roles)})";
        var principal = e.Actor.OnBehalfOf is { } other ? $", on behalf of {other}," : "";
        Line(string.Create(CultureInfo.InvariantCulture, $"Entry {entry.Index} of log {entry.Origin}"));
        Line(string.Create(
            CultureInfo.InvariantCulture,
            $"  On {e.OccurredAt.UtcDateTime:yyyy-MM-dd} at {e.OccurredAt.UtcDateTime:HH:mm:ss} UTC by its own clock, {e.Actor.Id}{roles}{principal} {Phrases.GetValueOrDefault(e.Action, $"did '{e.Action}' to")} {e.Subject}."));
        Line($"  Reason: {e.Reason ?? "none was given"}");
        if (e.Details.Count > 0)
            Line($"  Facts: {string.Join("; ", e.Details.Select(fact => $"{fact.Key} = {fact.Value}"))}");
        foreach (var (name, hash) in new[] { ("Content", e.ContentHash), ("State before", e.BeforeHash), ("State after", e.AfterHash), ("Configuration", e.ConfigHash), ("Market data", e.DataHash) })
        {
            if (hash is not null)
                Line($"  {name}: SHA-256 {hash}");
        }

        if (redaction is not null)
            Line($"  Not kept any more: {redaction}");
        Line($"  Code version {e.CodeVersion}; part of {e.CorrelationId}; event {e.EventId}");
        Line($"  Entry hash {AuditHash.OfEntry(AuditEntryCodec.Encode(entry))}, after {entry.PrevHash}");
        return text.ToString();
    }

    /// <summary>A line whose line ends and marks that reorder text are shown as what they are: they would let an entry pretend to be two, or to say something else.</summary>
    public static string Visible(string line) => line.Any(IsInvisible)
        ? string.Concat(line.Select(c => IsInvisible(c) ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : c.ToString()))
        : line;

    private static bool IsInvisible(char c) =>
        char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
