using System.Globalization;
using Serverless.Core.Audit;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.Lifecycle.Monitoring.Alerts;

namespace Serverless.Functions.Hosting;

/// <summary>The alert that the audit trail is not intact.</summary>
internal static class TrailAlert
{
    /// <summary>What it is about.</summary>
    public const string Subject = "audit-log";

    /// <summary>Whether an alert is this one.</summary>
    public static bool IsOne(Alert alert) => alert.Rule == FindingKind.TrailNotIntact.Name();

    /// <summary>Code of the finding that the keys to trust cannot be read: then nothing is known to be wrong, and nothing was verified.</summary>
    public const string KeysUnreadable = "KeysUnreadable";

    /// <summary>One finding for all that is wrong; none for an intact trail.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <param name="verified">When the trail was last found intact; null for never.</param>
    public static IReadOnlyList<Finding> FindingsOf(TrailVerification verdict, DateTimeOffset? verified) => verdict.IsIntact
        ? []
        : verdict.Findings is [{ Code: KeysUnreadable } unreadable]
        ?
        [
            FindingOf(verdict) with
            {
                Cause = string.Create(
                    CultureInfo.InvariantCulture,
                    $"The audit trail cannot be verified, because the keys to trust cannot be read; {(verified is { } at ? $"nothing was verified since {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC" : "nothing was ever verified")}. {unreadable.Message}"),
                NextAction = "Let the host read its keys again (network, identity, vault); the next look goes on by itself, and closes this.",
            },
        ]
        : [FindingOf(verdict)];

    private static Finding FindingOf(TrailVerification verdict) => new()
    {
        Kind = FindingKind.TrailNotIntact,
        Subject = Subject,
        Severity = AlertSeverity.Critical,
        Value = verdict.Findings.Count,
        Cause = string.Create(CultureInfo.InvariantCulture, $"The audit trail is not intact, by {verdict.Findings.Count} findings; the first: {Text(verdict.Findings[0])}"),
        NextAction = "Stop the host, copy the storage as it is, and run 'audit verify' on the copy: compliance.",
    };

    /// <summary>A finding in words.</summary>
    public static string Text(AuditFinding finding) => $"{finding.Code} at {finding.Where}: {finding.Message}";
}
