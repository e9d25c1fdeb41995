using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Lifecycle;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Activities;

/// <summary>Records a decision that raises what is at stake, and has it signed and witnessed, before anything follows from it.</summary>
public sealed class SignDecision(CycleTrail trail, TrailKeeper keeper)
{
    /// <summary>Appends <c>transition.decided</c> and returns once a checkpoint covers it. Where nothing is signed, there is nothing to do.</summary>
    [Function(nameof(SignDecision))]
    public async Task RunAsync([ActivityTrigger] TransitionRequest request, CancellationToken cancellation)
    {
        if (!keeper.Signs)
            return;
        await trail.AppendAsync(TransitionEntries.Decided(request), cancellation);
        await keeper.SealAsync(cancellation);
    }
}
