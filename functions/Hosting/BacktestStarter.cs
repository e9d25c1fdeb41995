using Microsoft.DurableTask.Client;
using Serverless.Core.Configuration;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.Backtests;
using Serverless.Infra.State;

namespace Serverless.Functions.Hosting;

/// <summary>Starts and ends backtests. An id follows from configuration, data, code and experiment.</summary>
public sealed class BacktestStarter(BacktestPlanner planner, OrderSeal seal, CycleTrail trail, BacktestTable table, TimeProvider time)
{
    /// <summary>
    /// Starts the backtest that a document describes, unless it runs or has completed; one that failed or was ended is started again.
    /// </summary>
    /// <returns>Its id.</returns>
    /// <exception cref="ConfigurationException">The document has errors.</exception>
    /// <exception cref="ArgumentException">The experiment's name cannot be one.</exception>
    /// <exception cref="MissingDataException">There are no such data.</exception>
    public async Task<string> StartAsync(
        DurableTaskClient client, string document, string? experiment, string requestedBy, CancellationToken cancellation)
    {
        var order = await planner.PlanAsync(document, experiment, cancellation);
        var now = time.GetUtcNow();
        var id = Instances.IdOf("backtest", order.Key, now);
        var existing = await client.GetInstanceAsync(id, cancellation);
        if (existing is null or { RuntimeStatus: OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated })
            await client.ScheduleAsync(nameof(RunBacktest), id, new BacktestInput(id, now, requestedBy, await seal.SealAsync(order, cancellation)), cancellation);

        return id;
    }

    /// <summary>Appends <c>backtest.terminated</c>, ends the orchestration, and updates the row.</summary>
    public async Task TerminateAsync(DurableTaskClient client, string id, string requestedBy, CancellationToken cancellation)
    {
        var input = (await client.FindAsync(nameof(RunBacktest), id, cancellation))!.ReadInputAs<BacktestInput>()!;
        var now = time.GetUtcNow();
        await trail.AppendAsync(BacktestEntries.Of(input, "terminated", now, requestedBy), cancellation);
        await client.TerminateInstanceAsync(id, cancellation: cancellation);
        await table.UpsertAsync(BacktestEntries.Row(input, "Terminated", now, message: null), cancellation);
    }
}
