using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using Serverless.Core.Configuration;
using Serverless.Functions.Api;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Hosting;

/// <summary>Starts checks of the regimes, and reads what they found.</summary>
public sealed class RegimeChecks(IOptions<RegimeSources> options, TimeProvider time)
{
    /// <summary>Starts a check; its id is derived from the idempotency key or from the time.</summary>
    public async Task<string> StartAsync(DurableTaskClient client, string requestedBy, string? idempotencyKey, CancellationToken cancellation)
    {
        var id = Instances.IdOf(CheckRegimes.Actor, idempotencyKey, time.GetUtcNow());
        var input = new CheckRegimes.Input(id, requestedBy, ConfigurationHash.Of(options.Value));
        await client.StartOnceAsync(nameof(CheckRegimes), id, input, cancellation);
        return id;
    }

    /// <summary>The check, or null when there is none with that id.</summary>
    public static async Task<RegimeCheckResource?> FindAsync(DurableTaskClient client, string id, CancellationToken cancellation)
    {
        if (await client.FindAsync(nameof(CheckRegimes), id, cancellation) is not { } instance)
            return null;
        var outcome = instance.OutcomeOf<RegimeCheckOutcome>();
        return new RegimeCheckResource(
            id,
            instance.RuntimeStatus.ToString(),
            instance.CreatedAt,
            instance.EndOf(),
            outcome?.Changes ?? [],
            outcome?.Reevaluation is { } cycle ? CycleReader.PathOf(cycle) : null,
            instance.FailureDetails?.ErrorMessage,
            PathOf(id));
    }

    /// <summary>Path of a check's status.</summary>
    public static string PathOf(string id) => $"/api/v1/regimes/checks/{id}";
}
