using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Audit;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Activities;

/// <summary>Records that a second person is asked, and what that person decides, before it takes effect.</summary>
public sealed class RecordApproval(CycleTrail trail)
{
    /// <summary>Appends <c>approval.requested</c>, <c>approval.granted</c>, <c>approval.rejected</c> or <c>approval.expired</c>.</summary>
    [Function(nameof(RecordApproval))]
    public Task RunAsync([ActivityTrigger] Input input, CancellationToken cancellation)
    {
        var (approval, request) = (input.Approval, input.Approval.Request);
        var action = ActionOf(input.Status);
        return trail.AppendAsync(
            new AuditEvent
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
            },
            cancellation);
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
