using Microsoft.DurableTask.Client;
using Serverless.Functions.Api;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Hosting;

/// <summary>Reads the state of an optimisation from its orchestration.</summary>
public sealed class OptimizationReader(StrategySeal seal, TimeProvider time)
{
    /// <summary>The optimisation, or null when there is none with that id.</summary>
    public async Task<OptimizationResource?> FindAsync(DurableTaskClient client, string id, CancellationToken cancellation)
    {
        if (await client.FindAsync(nameof(OptimizeParameters), id, cancellation) is not { } instance)
            return null;
        var input = instance.ReadInputAs<OptimizationInput>()!;
        var search = input.Search;
        var outcome = instance.OutcomeOf<OptimizationOutcome>();
        var progress = outcome?.Progress ?? (instance.SerializedCustomStatus is null ? input.Progress : instance.ReadCustomStatusAs<OptimizationProgress>());
        var completedAt = instance.EndOf();
        var done = progress?.Trials ?? 0;
        double? pace = done == 0 ? null : done / Math.Max(((completedAt ?? time.GetUtcNow()) - input.RequestedAt).TotalSeconds, 1e-3);
        var self = $"/api/v1/optimizations/{id}";
        return new OptimizationResource(
            id,
            instance.RuntimeStatus.ToString(),
            input.RequestedAt,
            completedAt,
            $"{search.Kind}",
            search.Title,
            search.Experiment,
            $"{search.Method}",
            search.Objective,
            new WorkDone(done, search.Trials, progress?.WithoutObjective ?? 0),
            pace,
            instance.IsCompleted ? null : (search.Trials - done) / pace,
            progress?.Best?.Objective,
            progress?.Best is { } best ? await seal.OpenAsync(id, best.Parameters, cancellation) : null,
            outcome?.OutOfSampleObjective,
            outcome?.Multiplicity.ParameterSets,
            outcome?.DeflatedSharpe,
            outcome?.RunId,
            outcome?.ResultHash,
            outcome is null ? null : new AuditReference(outcome.AuditIndex, outcome.AuditHash),
            instance.FailureDetails?.ErrorMessage,
            new OptimizationLinks(
                self,
                outcome is null ? null : $"{self}/result",
                outcome is null ? null : $"/api/v1/experiments/{outcome.RunId}",
                outcome?.Tables.ToDictionary(table => table, table => $"{self}/tables/{table}")));
    }
}
