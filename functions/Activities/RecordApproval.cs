using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Audit;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.Lifecycle.Monitoring.Alerts;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Records that a second person is asked, and what that person decides, before it takes effect.</summary>
public sealed class RecordApproval(CycleTrail trail, AlertTable alerts)
{
    /// <summary>
    /// Appends <c>approval.requested</c>, <c>approval.granted</c>, <c>approval.rejected</c> or <c>approval.expired</c>, then <c>alert.opened</c> and <c>alert.closed</c>: while a
    /// promotion waits somebody is told, and so when nobody decided in time. Repeated, it finds its own entries and rows.
    /// </summary>
    [Function(nameof(RecordApproval))]
    public async Task RunAsync([ActivityTrigger] Input input, CancellationToken cancellation)
    {
        var changed = await ChangedAsync(input, cancellation);
        await trail.AppendAsync([DecisionEntry(input), .. changed.Select(alert => AlertEntry(input, alert))], cancellation);
        await alerts.UpsertAsync(changed, cancellation);
    }

    private async Task<IReadOnlyList<Alert>> ChangedAsync(Input input, CancellationToken cancellation)
    {
        var (approval, request) = (input.Approval, input.Approval.Request);
        var found = input.Status switch
        {
            ApprovalStatus.Pending => ApprovalRule.Waits(approval.ApprovalId, request, approval.Limit, approval.ExpiresAt),
            ApprovalStatus.Expired => ApprovalRule.Expired(approval.ApprovalId, request, approval.Limit, approval.ExpiresAt),
            _ => null,
        };
        // Who asks again knows that nobody decided before.
        var over = (input.Status == ApprovalStatus.Pending ? FindingKind.ApprovalExpired : FindingKind.ApprovalWaits).Name();
        var open = (await alerts.ListOpenAsync(cancellation)).Select(stored => stored.Alert).Where(alert =>
            alert.Rule == over && alert.Subject == request.StrategyId && (input.Status == ApprovalStatus.Pending || alert.Key.Contains(approval.ApprovalId, StringComparison.Ordinal)));
        return [.. open.Select(alert => alert.Close(input.OccurredAt)), .. found is null ? [] : new[] { Alert.Open(found, input.OccurredAt) }];
    }

    private static AuditEvent AlertEntry(Input input, Alert alert)
    {
        var news = alert.IsOpen ? "opened" : "closed";
        return new AuditEvent
        {
            EventId = $"approval/{input.Approval.ApprovalId}/{ActionOf(input.Status)}/{alert.Key}/{news}",
            OccurredAt = input.OccurredAt,
            Actor = new AuditActor("approval"),
            Action = $"alert.{news}",
            Subject = alert.Subject,
            Reason = alert.Cause,
            Details = [new("rule", alert.Rule), new("severity", alert.Severity.ToString()), new("key", alert.Key)],
            CodeVersion = CycleTrail.CodeVersion,
            CorrelationId = input.Approval.Request.OperationId,
        };
    }

    private static AuditEvent DecisionEntry(Input input)
    {
        var (approval, request) = (input.Approval, input.Approval.Request);
        var action = ActionOf(input.Status);
        return new AuditEvent
        {
            EventId = $"approval/{approval.ApprovalId}/{action}",
            OccurredAt = input.OccurredAt,
            Actor = input.Decision is { } decision ? TransitionEntries.ActorOf(decision.Author)
                : input.Status == ApprovalStatus.Pending ? TransitionEntries.ActorOf(request.Author) : new AuditActor("approval"),
            Action = $"approval.{action}",
            Subject = request.StrategyId,
            Reason = input.Decision?.Reason ?? request.Reason,
            Details =
            [
                new("capital", request.Capital.ToString(CultureInfo.InvariantCulture)),
                new("expiresAt", approval.ExpiresAt.ToString("O", CultureInfo.InvariantCulture)),
                new("limit", approval.Limit.ToString(CultureInfo.InvariantCulture)),
                new("requestedBy", request.Author.Name),
                new("trigger", request.Trigger.ToString()),
            ],
            BeforeHash = request.IfMatch,
            CodeVersion = CycleTrail.CodeVersion,
            CorrelationId = request.OperationId,
        };
    }

    private static string ActionOf(ApprovalStatus status) => status switch
    {
        ApprovalStatus.Pending => "requested",
        ApprovalStatus.Rejected => "rejected",
        ApprovalStatus.Expired => "expired",
        _ => "granted",
    };

    /// <param name="Approval">What is asked for.</param>
    /// <param name="Status">What has become of it.</param>
    /// <param name="Decision">Who decided what; null for nobody.</param>
    /// <param name="OccurredAt">When.</param>
    public sealed record Input(AwaitApproval.Input Approval, ApprovalStatus Status, ApprovalDecision? Decision, DateTimeOffset OccurredAt);
}
