using Microsoft.DurableTask.Embedded.History;
using Microsoft.DurableTask.Embedded.Hub;
using Microsoft.DurableTask.Embedded.Orchestration;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.DurableTask.Embedded.Entities;

/// <summary>Carries out the steps of entities: a batch of messages in, one journal record out.</summary>
internal sealed class EntityProcessor(
    TaskHub hub, DurableTaskRegistry registry, IServiceScopeFactory scopes, OrchestratorSettings settings, EmbeddedEngineOptions options, EngineLog log)
{
    public async Task RunAsync(EntityInstance entity)
    {
        // A locked entity must see the release, however much has piled up before it.
        var messages = hub.BeginStep(entity, entity.Lock is null ? options.MaxEntityOperationBatchSize : int.MaxValue);
        var queue = new EntityQueue(entity.Lock, messages);
        await using var scope = scopes.CreateAsyncScope();
        var batch = new EntityBatch(entity, registry, scope.ServiceProvider, hub, settings, options.RollbackEntityOperationsOnExceptions, log);
        while (queue.TryTake(out var message))
        {
            if (message.Body is EntityLockRequest request)
                batch.Send(Granted(request));
            else if (message.Body is EntityOperationRequest operation)
                await batch.ExecuteAsync(operation);
        }

        List<JournalChange> changes = [];
        if (queue.Consumed.Count > 0)
        {
            changes.Add(new EntityCommitted(entity.Id, queue.Consumed, batch.State, queue.Lock, hub.Now));
            changes.AddRange(batch.Messages.Select(message => new MessageSent(message)));
        }

        hub.EndStep(entity, changes, queue.Deferred);
    }

    /// <summary>The next entity of the chain, or the news that the chain is complete.</summary>
    private Message Granted(EntityLockRequest request)
    {
        var next = request.Position + 1;
        return next < request.EntityIds.Count
            ? hub.NewMessage(request.EntityIds[next], request with { Position = next, Timestamp = hub.Now })
            : hub.NewMessage(
                request.Key.Owner,
                new EntityLockGranted(request.Key, request.EntityIds) { Timestamp = hub.Now },
                request.Key.ExecutionId);
    }
}
