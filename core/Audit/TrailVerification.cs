using Serverless.Core.Audit.Notes;

namespace Serverless.Core.Audit;

/// <summary>The verdict on a log with its checkpoints.</summary>
/// <param name="Entries">The verdict on the entries by themselves.</param>
/// <param name="Checkpoints">Number of checkpoints that are trusted and lead to the entries.</param>
/// <param name="Retired">Number of older checkpoints, of the witness too, that lead to the entries, but whose key was revoked: they prove nothing, and do no harm.</param>
/// <param name="Newest">The newest trusted checkpoint; null without one.</param>
/// <param name="Witnessed">The newest checkpoint that the witness has cosigned; null without one.</param>
/// <param name="Findings">Everything that is wrong, with entries as well as with checkpoints; empty for an intact trail.</param>
public sealed record TrailVerification(
    AuditVerification Entries, int Checkpoints, int Retired, Checkpoint? Newest, Checkpoint? Witnessed, IReadOnlyList<AuditFinding> Findings)
{
    /// <summary>True when nothing is wrong.</summary>
    public bool IsIntact => Findings.Count == 0;
}
