using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Lifecycle;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Says what the capital of a live strategy is worth.</summary>
public sealed class ValueCapital(HealthTable health)
{
    /// <summary>What it was worth at the last look since it is live; null when nobody has looked yet.</summary>
    [Function(nameof(ValueCapital))]
    public async Task<decimal?> RunAsync([ActivityTrigger] Deployment deployment, CancellationToken cancellation) =>
        (await health.FindLastAsync(deployment, cancellation))?.Worth();
}
