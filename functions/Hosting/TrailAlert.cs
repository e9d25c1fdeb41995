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

    /// <summary>One finding for all that is wrong; none for an intact trail.</summary>
    public static IReadOnlyList<Finding> FindingsOf(TrailVerification verdict) => verdict.IsIntact
        ? []
        :
        [
            new Finding
            {
                Kind = FindingKind.TrailNotIntact,
                Subject = Subject,
                Severity = AlertSeverity.Critical,
                Value = verdict.Findings.Count,
                Cause = string.Create(CultureInfo.InvariantCulture, $"The audit trail is not intact, by {verdict.Findings.Count} findings; the first: {Text(verdict.Findings[0])}"),
                NextAction = "Stop the host, copy the storage as it is, and run 'audit verify' on the copy: compliance.",
            },
        ];

    /// <summary>A finding in words.</summary>
    public static string Text(AuditFinding finding) => $"{finding.Code} at {finding.Where}: {finding.Message}";
}
