using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Microsoft.DurableTask.Entities;

namespace Microsoft.DurableTask.Client.Entities;

/// <summary>A snapshot of an entity.</summary>
[JsonConverter(typeof(EntityMetadataConverter))]
public class EntityMetadata<TState>
{
    private readonly TState? state;

    public EntityMetadata(EntityInstanceId id)
        : this(id, default)
        => IncludesState = false;

    public EntityMetadata(EntityInstanceId id, TState? state)
    {
        Id = id == default ? throw new ArgumentException("The entity id is not set.", nameof(id)) : id;
        IncludesState = state is not null;
        this.state = state;
    }

    public EntityInstanceId Id { get; }

    public DateTimeOffset LastModifiedTime { get; init; }

    public int BacklogQueueSize { get; init; }

    public string? LockedBy { get; init; }

    [MemberNotNullWhen(true, nameof(State))]
    [MemberNotNullWhen(true, nameof(state))]
    public bool IncludesState { get; }

    public TState State => IncludesState ? state : throw new InvalidOperationException("The entity's state was not fetched, or it has none.");
}
