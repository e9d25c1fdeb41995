using Microsoft.DurableTask.Client;
using Serverless.Core.Configuration;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Hosting;

/// <summary>Starts looks at the live strategies.</summary>
public sealed class MonitoringStarter(MonitoringLimits limits, TimeProvider time)
{
    /// <summary>Starts a look; its id is derived from the idempotency key or from the time.</summary>
    public async Task<string> StartAsync(DurableTaskClient client, string requestedBy, string? idempotencyKey, CancellationToken cancellation)
    {
        var id = Instances.IdOf(MonitorStrategies.Actor, idempotencyKey, time.GetUtcNow());
        var input = new MonitorStrategies.Input(id, requestedBy, ConfigurationHash.Of(limits));
        await client.StartOnceAsync(nameof(MonitorStrategies), id, input, cancellation);
        return id;
    }
}
