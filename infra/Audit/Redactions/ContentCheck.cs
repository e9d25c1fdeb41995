using System.Collections.Frozen;
using System.Globalization;
using Serverless.Core.Audit;
using Serverless.Infra.Audit.Bundles;

namespace Serverless.Infra.Audit.Redactions;

/// <summary>Looks for the content that entries name: what is not there must have been redacted, or dropped by age, by an entry that says so.</summary>
/// <param name="content">Finds content.</param>
/// <param name="removal">Tells what redactions have left.</param>
public sealed class ContentCheck(RunContent content, ContentRemoval removal)
{
    /// <summary>Action of the entry by which results of a cycle, its subject, are dropped that no promotion stands on.</summary>
    public const string DroppedAction = "results.dropped";

    /// <summary>Action of entries whose content is dropped by age.</summary>
    public const string EvaluatedAction = "strategy.evaluated";

    // What they name has a home of its own, or is a row of a table.
    private static readonly FrozenSet<string> Elsewhere = new[] { "data.stored", "regime.classified", "report.stored", LogFreeze.ContinuedAction }.ToFrozenSet(StringComparer.Ordinal);

    private readonly List<(long Index, AuditEvent Event)> naming = [];
    private readonly Dictionary<string, Redaction> redactions = new(StringComparer.Ordinal);
    private readonly HashSet<string> dropped = new(StringComparer.Ordinal);

    /// <summary>Takes an entry; all of a log, in their order.</summary>
    public void See(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var e = entry.Event;
        if (Redaction.Of(entry) is { } redaction)
            redactions[e.EventId] = redaction;
        else if (e.Action == DroppedAction)
            dropped.Add(e.Subject);
        else if (e.ContentHash is not null && !Redaction.IsAbout(e) && !Elsewhere.Contains(e.Action))
            naming.Add((entry.Index, e));
    }

    /// <summary>Looks for the content of the entries that were seen.</summary>
    /// <param name="signed">Number of entries that are signed: what a redaction beyond orders is not to be relied on. Null for a log that is not signed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AuditStoreException">Storage cannot be read now.</exception>
    /// <exception cref="Keys.ContentKeyException">Content is sealed, and there is no key to open it with.</exception>
    public async Task<ContentReport> ExamineAsync(long? signed, CancellationToken cancellationToken)
    {
        var (kept, lapsed, redacted, findings) = (0, 0, new List<Redaction>(), new List<AuditFinding>());
        foreach (var (index, e) in naming)
        {
            if (redactions.GetValueOrDefault(Redaction.IdOf(e)) is { } redaction && redaction.Covers(e))
            {
                if (redaction.Index >= signed)
                    findings.Add(Finding(redaction.Index, "UnsignedRedaction", $"It orders that the content of entry {Number(index)} be removed, but no checkpoint covers it: sign first, and find out who removed content without."));
                else if (await removal.ListPresentAsync(redaction, cancellationToken) is [var blob, ..])
                    findings.Add(Finding(redaction.Index, "RedactionPending", $"It orders that '{blob}' be removed, which is still there. The host does so when it next looks at the trail, unless a legal hold or a retention stands against it."));
                else
                    redacted.Add(redaction);
            }
            else if ((await content.ListAsync(e, cancellationToken)).Count > 0)
            {
                kept++;
            }
            else if (e.Action == EvaluatedAction && dropped.Contains(e.CorrelationId))
            {
                lapsed++;
            }
            else
            {
                findings.Add(Finding(index, "MissingContent", $"Its content, SHA-256 {e.ContentHash}, is not kept here, and no entry says that it was redacted or dropped: restore it."));
            }
        }

        return new ContentReport(kept, lapsed, [.. redacted.DistinctBy(one => one.Index)], [.. findings.Distinct()]);
    }

    private static AuditFinding Finding(long index, string code, string message) => new($"entry {Number(index)}", code, message);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
