using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Audit;
using Serverless.Core.Lifecycle;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Activities;

/// <summary>Records what becomes of a deployment, before it does.</summary>
public sealed class RecordTransition(CycleTrail trail)
{
    /// <summary>Appends <c>deployment.promoted</c> and the like, or <c>deployment.refused</c> unless an operation of that id took place long ago.</summary>
    [Function(nameof(RecordTransition))]
    public async Task RunAsync([ActivityTrigger] Input input, CancellationToken cancellation)
    {
        try
        {
            await trail.AppendAsync(TransitionEntries.Of(input.Request, input.BeforeETag, input.Planned), cancellation);
        }
        catch (AuditConflictException) when (!input.Planned.IsDone)
        {
            // It has its entry, from when it was done.
        }
    }

    /// <param name="Request">What was asked for, and by whom.</param>
    /// <param name="BeforeETag">Hash of the deployment before.</param>
    /// <param name="Planned">What it leads to.</param>
    public sealed record Input(TransitionRequest Request, string BeforeETag, TransitionOutcome Planned);
}
