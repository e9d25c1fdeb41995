using DurableTask.Core.History;

namespace Microsoft.DurableTask.Embedded.Clients;

internal sealed partial class EmbeddedDurableTaskClient
{
    public override Task<IList<HistoryEvent>> GetOrchestrationHistoryAsync(string instanceId, CancellationToken cancellation = default)
    {
        InstanceIds.Check(instanceId);
        cancellation.ThrowIfCancellationRequested();
        return Hub.ReadDurableAsync(state => state.Orchestrations.TryGetValue(instanceId, out var instance)
            ? (HistoryMapper.Map(Hub.Whole(instance)), instance.LastPosition)
            : throw Missing(instanceId));
    }

    /// <summary>Runs failed tasks again, also those of failed sub-orchestrations; what succeeded stays as it is.</summary>
    public override Task RewindInstanceAsync(string instanceId, string reason, CancellationToken cancellation = default)
    {
        InstanceIds.Check(instanceId);
        cancellation.ThrowIfCancellationRequested();
        return engine.RewindAsync(instanceId, id => throw Missing(id));
    }

    private static ArgumentException Missing(string instanceId)
    {
        var notFound = StatusConflict.NotFound(instanceId);
        return new($"An orchestration with the instanceId {instanceId} was not found.", nameof(instanceId), notFound);
    }
}
