using System.Globalization;
using Serverless.Core.Audit.Notes;

namespace Serverless.Core.Audit;

/// <summary>
/// How a log ends, and how the next one begins where it ended: by years, so that each can be kept, held and destroyed by itself. After the entry
/// <see cref="FrozenAction"/> a log takes no more; the first entry of the next, <see cref="ContinuedAction"/>, names the last checkpoint of the one before.
/// </summary>
public static class LogFreeze
{
    /// <summary>Action of the last entry of a log.</summary>
    public const string FrozenAction = "log.frozen";

    /// <summary>Action of the first entry of a log that continues another.</summary>
    public const string ContinuedAction = "log.continued";

    /// <summary>The last event of a log.</summary>
    /// <param name="announcement">Who freezes it, when and why; its event id, action and subject are set here.</param>
    /// <param name="next">Origin of the log that continues it.</param>
    public static AuditEvent Frozen(AuditEvent announcement, string next)
    {
        ArgumentNullException.ThrowIfNull(announcement);
        return announcement with { EventId = FrozenAction, Action = FrozenAction, Subject = next };
    }

    /// <summary>The first event of the log that continues another.</summary>
    /// <param name="announcement">Who continues it, when and why; its event id, action, subject, details and content hash are set here.</param>
    /// <param name="last">The last checkpoint of the log before.</param>
    public static AuditEvent Continued(AuditEvent announcement, SignedNote last)
    {
        ArgumentNullException.ThrowIfNull(announcement);
        ArgumentNullException.ThrowIfNull(last);
        var checkpoint = Checkpoint.Parse(last.Text);
        return announcement with
        {
            EventId = ContinuedAction,
            Action = ContinuedAction,
            Subject = checkpoint.Origin,
            ContentHash = AuditHash.OfContent(last.ToBytes()),
            Details = [new("size", checkpoint.Size.ToString(CultureInfo.InvariantCulture)), new("root", Convert.ToBase64String(checkpoint.Root.Span))],
        };
    }
}
