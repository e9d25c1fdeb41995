using Serverless.Core.Audit;

namespace Serverless.Infra.Audit.Redactions;

/// <summary>What became of the content that entries name.</summary>
/// <param name="Kept">Number of entries whose content is there.</param>
/// <param name="Dropped">Number of those whose content was dropped by age, as an entry says.</param>
/// <param name="Redacted">Redactions whose content is gone.</param>
/// <param name="Findings">Content that is missing without an entry that says so, and redactions that are not done or not signed.</param>
public sealed record ContentReport(int Kept, int Dropped, IReadOnlyList<Redaction> Redacted, IReadOnlyList<AuditFinding> Findings);
