using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Activities;

/// <summary>Records that the promotions of a cycle could not be decided or carried out to the end, and why.</summary>
public sealed class FailPromotion(CycleTrail trail)
{
    /// <summary>Appends <c>promotion.failed</c>.</summary>
    [Function(nameof(FailPromotion))]
    public Task RunAsync([ActivityTrigger] Input input, CancellationToken cancellation) => trail.AppendAsync(
        CycleTrail.Event(input.Cycle, "promotion-failed", "promotion.failed", input.Cycle.CycleId, input.OccurredAt, "promotion") with { Reason = input.Message },
        cancellation);

    /// <param name="Cycle">The cycle.</param>
    /// <param name="Message">What went wrong.</param>
    /// <param name="OccurredAt">When.</param>
    public sealed record Input(CycleReference Cycle, string Message, DateTimeOffset OccurredAt);
}
