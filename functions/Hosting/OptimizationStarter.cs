using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using Serverless.Functions.Api;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.State;

namespace Serverless.Functions.Hosting;

/// <summary>Starts and ends optimisations. An id is derived from the idempotency key or from the time.</summary>
public sealed class OptimizationStarter(IOptions<EvaluationOptions> defaults, CycleTrail trail, OptimizationTable table, TimeProvider time)
{
    /// <summary>The input of the optimisation that <paramref name="request"/> asks for.</summary>
    /// <exception cref="ArgumentException">A setting is not valid; the message names it.</exception>
    public OptimizationInput Prepare(StartOptimizationRequest request, string requestedBy, string? idempotencyKey)
    {
        ArgumentNullException.ThrowIfNull(request);
        var now = time.GetUtcNow();
        var id = Instances.IdOf("optimization", idempotencyKey, now);
        return new OptimizationInput(id, now, requestedBy, request.ToSettings(defaults.Value.ToSettings()));
    }

    /// <summary>Starts the optimisation unless there is one with its id, and returns the input of the one that now exists.</summary>
    public static Task<OptimizationInput> StartAsync(DurableTaskClient client, OptimizationInput input, CancellationToken cancellation) =>
        client.StartOnceAsync(nameof(OptimizeParameters), input.OptimizationId, input, cancellation);

    /// <summary>Appends <c>optimization.terminated</c>, ends the orchestration, and updates the row.</summary>
    public async Task TerminateAsync(DurableTaskClient client, string id, string requestedBy, CancellationToken cancellation)
    {
        var input = (await client.GetInstanceAsync(id, getInputsAndOutputs: true, cancellation))!.ReadInputAs<OptimizationInput>()!;
        var now = time.GetUtcNow();
        var by = input.Reference with { RequestedBy = requestedBy };
        await trail.AppendAsync(CycleTrail.Event(by, "terminated", "optimization.terminated", id, now, "optimization"), cancellation);
        await client.TerminateInstanceAsync(id, cancellation: cancellation);
        await table.UpsertAsync(OptimizationRows.Ended(input, "Terminated", now, message: null), cancellation);
    }
}
