using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded.History;
using Microsoft.DurableTask.Embedded.Journal;

namespace Microsoft.DurableTask.Embedded.Hub;

/// <summary>
/// All orchestrations and entities. <see cref="Apply"/> is the only way to change what is durable, live and in recovery alike.
/// In recovery the oldest records may be gone; what is then unknown is restored whole by a later checkpoint, so applying a change
/// must never send anything: <see cref="Resolve"/> decides before the change is written.
/// </summary>
internal sealed class HubState
{
    private readonly Dictionary<(string Name, string Version), ExecutionStarted> stubs = [];

    public Dictionary<string, OrchestrationInstance> Orchestrations { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, EntityInstance> Entities { get; } = new(StringComparer.Ordinal);

    /// <summary>The highest message number in use.</summary>
    public long LastNumber { get; private set; }

    /// <summary>In recovery consumed messages are still in the inbox; a live step has taken them out.</summary>
    public bool IsRecovering { get; set; }

    /// <summary>Orchestrations that changes spoke of before anything created them; a checkpoint must follow.</summary>
    public HashSet<string> Orphans { get; } = new(StringComparer.Ordinal);

    public event Action<MessageTarget>? Delivered;

    public event Action<MessageTarget, Message>? Scheduled;

    public MessageTarget? Find(string id) => id.StartsWith('@') ? Entities.GetValueOrDefault(id) : Orchestrations.GetValueOrDefault(id);

    /// <summary>Replaces messages that nobody would read by what the sender, or the lock that they carry, needs instead.</summary>
    public IEnumerable<JournalChange> Resolve(JournalChange change)
    {
        if (change is not MessageSent { Message: var message })
            return [change];
        Orchestrations.TryGetValue(message.Target, out var target);
        return message.Body switch
        {
            ExecutionStarted { Parent: { } parent } when target is { IsActive: true }
                => [new MessageSent(new(message.Number, parent.InstanceId, AlreadyExists(target, parent)) { ExecutionId = parent.ExecutionId })],
            EntityLockGranted granted when target?.Accepts(message.ExecutionId) != true
                => granted.EntityIds.Select(id => new MessageSent(
                    new(message.Number, id, new EntityLockRelease(granted.Key) { Timestamp = granted.Timestamp }))),
            _ => [change],
        };
    }

    /// <param name="location">Where the change is the only one of its record and was read from.</param>
    public void Apply(JournalChange change, long position, int segment, RecordLocation? location = null)
    {
        switch (change)
        {
            case MessageSent c:
                LastNumber = Math.Max(LastNumber, c.Message.Number);
                Deliver(c.Message, position, segment);
                break;
            case EpisodeCommitted c when Orchestrations.TryGetValue(c.InstanceId, out var instance):
                Touch(instance, position, c.Time, c.Consumed);
                ApplyEpisode(instance, c);
                break;
            case GenerationStarted c when Orchestrations.TryGetValue(c.InstanceId, out var instance):
                Touch(instance, position, c.Time, c.Consumed);
                ApplyGeneration(instance, c);
                break;
            case HistoryRewound c when Orchestrations.TryGetValue(c.InstanceId, out var instance):
                Touch(instance, position, c.Time, []);
                ApplyRewind(instance, c);
                break;
            case HistoryRewound c:
                Orphans.Add(c.InstanceId);
                break;
            case EpisodeCommitted c:
                Orphans.Add(c.InstanceId);
                break;
            case GenerationStarted c:
                Orphans.Add(c.InstanceId);
                break;
            case EntityCommitted c:
                var entity = EntityOf(c.EntityId, segment);
                Touch(entity, position, c.Time, c.Consumed);
                entity.State = c.State;
                entity.Lock = c.Lock;
                if (entity.IsEmpty)
                    Entities.Remove(c.EntityId);
                break;
            case InstanceDeleted c:
                Orchestrations.Remove(c.InstanceId);
                Entities.Remove(c.InstanceId);
                Orphans.Remove(c.InstanceId);
                break;
            case OrchestrationCheckpoint c:
                ApplyCheckpoint(c, position, segment, location);
                Orphans.Remove(c.InstanceId);
                break;
            case EntityCheckpoint c:
                var restored = new EntityInstance(c.EntityId) { State = c.State, Lock = c.Lock };
                Entities[c.EntityId] = restored;
                Restore(restored, c.Inbox, c.UpdatedAt, position, segment);
                break;
            case NumbersUsed c:
                LastNumber = Math.Max(LastNumber, c.Last);
                break;
        }
    }

    /// <summary>The message's time has come.</summary>
    public void Release(MessageTarget target, Message message)
    {
        if (target.Scheduled.Remove(message))
            Enqueue(target, message);
    }

    /// <summary>What queries filter by; the same object for all instances, unless they have tags.</summary>
    public ExecutionStarted StubOf(ExecutionStarted start)
    {
        var stub = new ExecutionStarted(start.Name, start.Version, null, "", null, start.Tags);
        if (start.Tags.Count > 0)
            return stub;
        if (!stubs.TryGetValue((start.Name, start.Version), out var shared))
            stubs[(start.Name, start.Version)] = shared = stub;
        return shared;
    }

    private static SubOrchestrationFailed AlreadyExists(OrchestrationInstance existing, ParentCall parent)
        => new(parent.TaskId, new(
            "DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException",
            $"An orchestration instance with ID '{existing.Id}' already exists in status {existing.Status}.",
            null,
            null,
            null))
        {
            Timestamp = existing.UpdatedAt,
        };

    private void Deliver(Message message, long position, int segment)
    {
        if (message.Body is ExecutionStarted start)
        {
            Start(message, start, position, segment);
        }
        else if (message.Target.StartsWith('@'))
        {
            Route(EntityOf(message.Target, segment), message, position);
        }
        else if (Orchestrations.TryGetValue(message.Target, out var instance) && instance.Accepts(message.ExecutionId))
        {
            Route(instance, message, position);
        }
    }

    private void Start(Message message, ExecutionStarted start, long position, int segment)
    {
        Orphans.Remove(message.Target);
        if (Orchestrations.TryGetValue(message.Target, out var existing) && existing.IsActive)
            return;
        var instance = new OrchestrationInstance(message.Target, start)
        {
            CreatedAt = start.Timestamp,
            UpdatedAt = start.Timestamp,
            FirstSegment = segment,
        };
        Orchestrations[message.Target] = instance;
        Route(instance, message, position);
    }

    private EntityInstance EntityOf(string id, int segment)
    {
        if (!Entities.TryGetValue(id, out var entity))
            Entities[id] = entity = new(id) { FirstSegment = segment };
        return entity;
    }

    private void Route(MessageTarget target, Message message, long position)
    {
        target.LastPosition = position;
        if (message.Due is null)
        {
            Enqueue(target, message);
            return;
        }

        target.Scheduled.Add(message);
        Scheduled?.Invoke(target, message);
    }

    private void Enqueue(MessageTarget target, Message message)
    {
        target.Inbox.Add(message);
        Delivered?.Invoke(target);
    }

    private void Touch(MessageTarget target, long position, DateTime time, IReadOnlyList<long> consumed)
    {
        target.LastPosition = position;
        target.UpdatedAt = time;
        if (!IsRecovering || consumed.Count == 0)
            return;
        var numbers = consumed.ToHashSet();
        target.Inbox.RemoveAll(message => numbers.Contains(message.Number));
        target.Scheduled.RemoveAll(message => numbers.Contains(message.Number));
    }

    private static void ApplyEpisode(OrchestrationInstance instance, EpisodeCommitted change)
    {
        instance.History.AddRange(change.Records);
        instance.Status = change.Status;
        instance.CustomStatus = change.CustomStatus;
        if (instance.IsActive)
            return;
        instance.Completed = change.Records.OfType<ExecutionCompleted>().Last();
        instance.Session = null;
        instance.Inbox.Clear();
        instance.Scheduled.Clear();
        instance.StopTimers();
    }

    private static void ApplyRewind(OrchestrationInstance instance, HistoryRewound change)
    {
        instance.Rewind(change.History);
        instance.Status = OrchestrationRuntimeStatus.Running;
    }

    private void ApplyGeneration(OrchestrationInstance instance, GenerationStarted change)
    {
        instance.Start = (ExecutionStarted)change.Messages[0].Body;
        instance.Status = OrchestrationRuntimeStatus.Running;
        instance.CustomStatus = change.CustomStatus;
        instance.History = [];
        instance.Session = null;
        instance.StopTimers();
        instance.Cancellation = new();
        instance.Inbox = [.. change.Messages, .. instance.Inbox.Where(message => message.ExecutionId is null)];
        LastNumber = Math.Max(LastNumber, change.Messages.Max(message => message.Number));
        Delivered?.Invoke(instance);
    }

    private void ApplyCheckpoint(OrchestrationCheckpoint change, long position, int segment, RecordLocation? location)
    {
        var instance = new OrchestrationInstance(change.InstanceId, change.Start) { Status = change.Status, CreatedAt = change.CreatedAt };
        instance.Restore(change);
        if (location is not null && !instance.IsActive)
            instance.MoveTo(location, StubOf(instance.Start));
        Orchestrations[change.InstanceId] = instance;
        Restore(instance, change.Inbox, change.UpdatedAt, position, segment);
    }

    private void Restore(MessageTarget target, IReadOnlyList<Message> inbox, DateTime updatedAt, long position, int segment)
    {
        target.UpdatedAt = updatedAt;
        target.FirstSegment = segment;
        foreach (var message in inbox)
            Route(target, message, position);
    }
}
