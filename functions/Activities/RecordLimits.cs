using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Audit;
using Serverless.Functions.Entities;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Activities;

/// <summary>Records that limits change, before they do.</summary>
public sealed class RecordLimits(CycleTrail trail)
{
    /// <summary>Appends <c>limits.changed</c> with the new limits.</summary>
    [Function(nameof(RecordLimits))]
    public Task RunAsync([ActivityTrigger] Input input, CancellationToken cancellation) => trail.AppendAsync(
        new AuditEvent
        {
            EventId = $"limits/{input.Change.OperationId}",
            OccurredAt = input.Change.RequestedAt,
            Actor = TransitionEntries.ActorOf(input.Change.Author),
            Action = "limits.changed",
            Subject = "promotion-limits",
            Reason = input.Change.Reason,
            Details = [new("limits", JsonSerializer.Serialize(input.Change.Limits))],
            BeforeHash = input.BeforeETag,
            AfterHash = PromotionLimits.ETagOf(input.Change.Limits),
            CodeVersion = CycleTrail.CodeVersion,
            CorrelationId = input.Change.OperationId,
        },
        cancellation);

    /// <param name="Change">What was asked for, and by whom.</param>
    /// <param name="BeforeETag">Hash of the limits before.</param>
    public sealed record Input(ChangeLimits.Input Change, string BeforeETag);
}
