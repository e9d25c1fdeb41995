using Microsoft.DurableTask.Client;
using Serverless.Functions.Api;
using Serverless.Functions.Entities;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Hosting;

/// <summary>Reads the state of a cycle from its orchestration and its progress entity.</summary>
public sealed class CycleReader(TimeProvider time)
{
    /// <summary>The cycle, or null when there is none with that id.</summary>
    public async Task<CycleResource?> FindAsync(DurableTaskClient client, string cycleId, CancellationToken cancellation)
    {
        if (cycleId.StartsWith('@') || await client.GetInstanceAsync(cycleId, getInputsAndOutputs: true, cancellation) is not { } instance
            || !string.Equals(instance.Name, nameof(EvaluationCycle), StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var entity = await client.Entities.GetEntityAsync<CycleProgressState>(CycleProgress.IdOf(cycleId), cancellation: cancellation);
        return Describe(instance, entity?.State ?? new CycleProgressState(), time.GetUtcNow());
    }

    private static CycleResource Describe(OrchestrationMetadata instance, CycleProgressState progress, DateTimeOffset now)
    {
        var outcome = instance.RuntimeStatus == OrchestrationRuntimeStatus.Completed ? instance.ReadOutputAs<CycleOutcome>() : null;
        var self = $"/api/v1/cycles/{instance.InstanceId}";
        return new CycleResource(
            instance.InstanceId,
            instance.RuntimeStatus.ToString(),
            instance.CreatedAt,
            instance.IsCompleted ? instance.LastUpdatedAt : null,
            new WorkDone(progress.StrategiesDone, progress.StrategiesTotal, progress.StrategiesWithoutResult),
            new WorkDone(progress.WindowsDone, progress.WindowsTotal),
            instance.IsCompleted ? null : progress.SecondsLeft(now),
            outcome?.ScorecardHash,
            outcome is null ? null : new AuditReference(outcome.AuditIndex, outcome.AuditHash),
            instance.FailureDetails?.ErrorMessage,
            new CycleLinks(self, outcome is null ? null : $"{self}/scorecard"));
    }
}
