using Serverless.Core.Audit.Notes;

namespace Serverless.Core.Audit.Bundles;

/// <summary>The verdict on a bundle.</summary>
/// <param name="Checkpoint">What it is proven against; null when that cannot be read. Not to be believed when there are findings.</param>
/// <param name="First">Index of the first entry; null without entries.</param>
/// <param name="Entries">Number of entries.</param>
/// <param name="Older">Number of older checkpoints.</param>
/// <param name="Contents">Number of contents.</param>
/// <param name="SignedBy">Names of the trusted keys that signed the checkpoint.</param>
/// <param name="Findings">Everything that is wrong; empty for a bundle to be trusted.</param>
public sealed record BundleVerification(
    Checkpoint? Checkpoint, long? First, long Entries, int Older, int Contents, IReadOnlyList<string> SignedBy, IReadOnlyList<AuditFinding> Findings)
{
    /// <summary>Redactions that are proven: gaps in the content that are none in the log.</summary>
    public IReadOnlyList<Redaction> Redactions { get; init; } = [];

    /// <summary>Content that entries name, that is not here and is not proven to be redacted, in words. Whoever made the bundle may have left it out.</summary>
    public IReadOnlyList<string> Absent { get; init; } = [];

    /// <summary>True when nothing is wrong.</summary>
    public bool IsTrusted => Findings.Count == 0;
}
