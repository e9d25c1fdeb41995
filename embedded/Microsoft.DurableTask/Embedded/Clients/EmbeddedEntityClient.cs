using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Entities;
using Microsoft.DurableTask.Embedded.History;
using Microsoft.DurableTask.Embedded.Hub;
using Microsoft.DurableTask.Entities;

namespace Microsoft.DurableTask.Embedded.Clients;

internal sealed class EmbeddedEntityClient(string name, DurableEngine engine, DurableTaskClientOptions settings) : DurableEntityClient(name)
{
    private TaskHub Hub => engine.Hub;

    public override Task SignalEntityAsync(
        EntityInstanceId id,
        string operationName,
        object? input = null,
        SignalEntityOptions? options = null,
        CancellationToken cancellation = default)
    {
        NotDefault(id);
        ArgumentNullException.ThrowIfNull(operationName);
        cancellation.ThrowIfCancellationRequested();
        var request = new EntityOperationRequest(operationName, settings.DataConverter.Serialize(input), null) { Timestamp = Hub.Now };
        var message = Hub.NewMessage(id.ToString(), request, due: options?.SignalTime?.UtcDateTime);
        return Hub.CommitAsync<object?>(_ => (null, [new MessageSent(message)]));
    }

    public override Task<EntityMetadata?> GetEntityAsync(
        EntityInstanceId id, bool includeState = true, CancellationToken cancellation = default)
        => GetAsync(id, entity => Read(entity, includeState), cancellation);

    public override Task<EntityMetadata<T>?> GetEntityAsync<T>(
        EntityInstanceId id, bool includeState = true, CancellationToken cancellation = default)
        => GetAsync(id, entity => Read<T>(entity, includeState), cancellation);

    public override AsyncPageable<EntityMetadata> GetAllEntitiesAsync(EntityQuery? filter = null)
        => Query(filter ?? new(), Read);

    public override AsyncPageable<EntityMetadata<T>> GetAllEntitiesAsync<T>(EntityQuery? filter = null)
        => Query(filter ?? new(), Read<T>);

    public override Task<CleanEntityStorageResult> CleanEntityStorageAsync(
        CleanEntityStorageRequest? request = null, bool continueUntilComplete = true, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var what = request ?? CleanEntityStorageRequest.Default;
        return Hub.CommitAsync(state =>
        {
            // Entities without state, lock and messages are gone already; what is left to clean are locks that nobody releases.
            var orphaned = what.ReleaseOrphanedLocks
                ? state.Entities.Values.Where(entity => entity.Lock is { } held
                    && !(state.Orchestrations.TryGetValue(held.Owner, out var owner) && owner.Accepts(held.ExecutionId))).ToList()
                : [];
            var releases = orphaned.ConvertAll(entity
                => new MessageSent(Hub.NewMessage(entity.Id, new EntityLockRelease(entity.Lock!) { Timestamp = Hub.Now })));
            return (new CleanEntityStorageResult { OrphanedLocksReleased = releases.Count }, (IReadOnlyList<JournalChange>)releases);
        });
    }

    private static void NotDefault(EntityInstanceId id)
    {
        if (id == default)
            throw new ArgumentNullException(nameof(id), "The entity id is not set.");
    }

    private Task<T?> GetAsync<T>(EntityInstanceId id, Func<EntityInstance, T> read, CancellationToken cancellation)
        where T : class
    {
        NotDefault(id);
        cancellation.ThrowIfCancellationRequested();
        return Hub.ReadDurableAsync(state => state.Entities.TryGetValue(id.ToString(), out var entity) && entity.State is not null
            ? (read(entity), entity.LastPosition)
            : ((T?)null, 0));
    }

    private AsyncPageable<T> Query<T>(EntityQuery query, Func<EntityInstance, bool, T> read)
        where T : notnull
        => Pageable.Create<T>((token, size, cancellation) =>
        {
            cancellation.ThrowIfCancellationRequested();
            return Hub.ReadDurableAsync(state =>
            {
                var page = ContinuationTokens.PageOf(
                    state.Entities.Values.Where(entity => Matches(query, entity)),
                    entity => entity.Id,
                    token ?? query.ContinuationToken,
                    size ?? query.PageSize ?? EntityQuery.DefaultPageSize,
                    entity => (Value: read(entity, query.IncludeState), entity.LastPosition));
                var position = page.Values.Count == 0 ? 0 : page.Values.Max(value => value.LastPosition);
                return (new Page<T>([.. page.Values.Select(value => value.Value)], page.ContinuationToken), position);
            });
        });

    private static bool Matches(EntityQuery query, EntityInstance entity)
        => (query.IncludeTransient || entity.State is not null)
            && (query.InstanceIdStartsWith is not { } prefix || entity.Id.StartsWith(prefix, StringComparison.Ordinal))
            && (query.LastModifiedFrom is not { } from || entity.UpdatedAt >= from.UtcDateTime)
            && (query.LastModifiedTo is not { } to || entity.UpdatedAt <= to.UtcDateTime);

    private EntityMetadata Read(EntityInstance entity, bool includeState)
        => new(EntityInstanceId.FromString(entity.Id), includeState && entity.State is { } state ? new(state, settings.DataConverter) : null)
        {
            LastModifiedTime = new(entity.UpdatedAt, TimeSpan.Zero),
            BacklogQueueSize = entity.Inbox.Count,
            LockedBy = entity.Lock?.Owner,
        };

    private EntityMetadata<T> Read<T>(EntityInstance entity, bool includeState)
    {
        var id = EntityInstanceId.FromString(entity.Id);
        return includeState && entity.State is { } state
            ? new EntityMetadata<T>(id, settings.DataConverter.Deserialize<T>(state))
            {
                LastModifiedTime = new(entity.UpdatedAt, TimeSpan.Zero),
                BacklogQueueSize = entity.Inbox.Count,
                LockedBy = entity.Lock?.Owner,
            }
            : new EntityMetadata<T>(id)
            {
                LastModifiedTime = new(entity.UpdatedAt, TimeSpan.Zero),
                BacklogQueueSize = entity.Inbox.Count,
                LockedBy = entity.Lock?.Owner,
            };
    }
}
