using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Infra.State;

namespace Serverless.Functions.Api;

/// <summary>An alert over HTTP.</summary>
public sealed record AlertResource(
    string Id,
    string Rule,
    string Subject,
    AlertSeverity Severity,
    string Cause,
    string NextAction,
    DateTimeOffset OpenedAt,
    DateTimeOffset LastSeenAt,
    DateTimeOffset? ClosedAt,
    string? AcknowledgedBy,
    DateTimeOffset? AcknowledgedAt)
{
    /// <summary>The resource of a stored alert.</summary>
    public static AlertResource Of(StoredAlert stored)
    {
        var alert = stored.Alert;
        return new AlertResource(
            stored.Id, alert.Rule, alert.Subject, alert.Severity, alert.Cause, alert.NextAction, alert.OpenedAt, alert.LastSeenAt, alert.ClosedAt, alert.AcknowledgedBy, alert.AcknowledgedAt);
    }
}
