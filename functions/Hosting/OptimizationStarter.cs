using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using Serverless.Core.Configuration;
using Serverless.Functions.Api;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.Backtests;
using Serverless.Infra.Optimizations;
using Serverless.Infra.State;

namespace Serverless.Functions.Hosting;

/// <summary>Starts and ends optimisations. An id is derived from the idempotency key or from the time.</summary>
public sealed class OptimizationStarter(
    IOptions<EvaluationOptions> defaults, OptimizationPlanner planner, SearchSeal seal, CycleTrail trail, OptimizationTable table, TimeProvider time)
{
    /// <summary>The search of a template that a request asks for, with history, costs and missing data as in evaluation cycles.</summary>
    /// <exception cref="ArgumentException">A setting is not valid; the message names it.</exception>
    /// <exception cref="MissingDataException">There is no such series.</exception>
    public Task<OptimizationOrder> PlanAsync(StartOptimizationRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var evaluation = defaults.Value.ToSettings();
        var search = request.ToSearch(evaluation.Seed) with { FillMaxBars = evaluation.FillMaxBars };
        return planner.PlanAsync(request.ToTemplate(evaluation), search, request.Experiment, cancellation);
    }

    /// <summary>The search around the run of a document; see <see cref="OptimizationPlanner"/>.</summary>
    /// <exception cref="ConfigurationException">The document has errors.</exception>
    /// <exception cref="ArgumentException">A setting is not valid; the message names it.</exception>
    /// <exception cref="FormatException">One of <paramref name="parameters"/> names no values.</exception>
    /// <exception cref="MissingDataException">There are no such data.</exception>
    public Task<OptimizationOrder> PlanAsync(string document, StartOptimizationRequest request, IReadOnlyList<string> parameters, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return planner.PlanAsync(document, request.ToSearch(defaults.Value.Seed), parameters, request.Experiment, cancellation);
    }

    /// <summary>Starts the search unless there is one with its id, and returns the input of the one that now exists.</summary>
    public async Task<OptimizationInput> StartAsync(
        DurableTaskClient client, OptimizationOrder order, string requestedBy, string? idempotencyKey, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var id = Instances.IdOf("optimization", idempotencyKey, now);
        return await client.StartOnceAsync(nameof(OptimizeParameters), id, new OptimizationInput(id, now, requestedBy, await seal.SealAsync(order, cancellation)), cancellation);
    }

    /// <summary>Appends <c>optimization.terminated</c>, ends the orchestration, and updates the row.</summary>
    public async Task TerminateAsync(DurableTaskClient client, string id, string requestedBy, CancellationToken cancellation)
    {
        var input = (await client.FindAsync(nameof(OptimizeParameters), id, cancellation))!.ReadInputAs<OptimizationInput>()!;
        var now = time.GetUtcNow();
        var by = input.Reference with { RequestedBy = requestedBy };
        await trail.AppendAsync(CycleTrail.Event(by, "terminated", "optimization.terminated", id, now, "optimization"), cancellation);
        await client.TerminateInstanceAsync(id, cancellation: cancellation);
        await table.UpsertAsync(OptimizationRows.Ended(input, "Terminated", now, message: null), cancellation);
    }
}
