using Microsoft.DurableTask.Embedded.History;
using Microsoft.DurableTask.Embedded.Journal;
using Microsoft.DurableTask.Embedded.Timers;
using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask.Embedded.Hub;

/// <summary>
/// The state behind one gate, in step with the journal: changes are appended and applied in the same order. A step may therefore
/// go on before its record is durable; only what the outside world sees waits for the journal.
/// </summary>
internal sealed class TaskHub : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly HubState state;
    private readonly IJournal journal;
    private readonly TimerQueue timers;
    private readonly PayloadWriter writer;
    private readonly InstanceWaiters waiters = new();
    private readonly SessionCache sessions;
    private readonly Archive archive;
    private readonly Compactor compactor;
    private readonly Retention retention;
    private Action<OrchestrationInstance>? runOrchestration;
    private Action<EntityInstance>? runEntity;
    private Action<OrchestrationInstance>? resume;
    private long lastNumber;

    public TaskHub(HubState state, IJournal journal, TimeProvider time, EmbeddedEngineOptions options, ILogger logger)
    {
        writer = new(journal.KeepsRecords);
        sessions = new(options.MaxOrchestratorsInMemory);
        archive = new(state, journal, gate, options);
        compactor = new(state, journal, archive, options, gate, logger);
        this.state = state;
        this.journal = journal;
        Time = time;
        timers = new(time, Work);
        retention = new(this, options.Retention, logger);
        lastNumber = state.LastNumber;
        state.Delivered += Wake;
        state.Scheduled += ScheduleDelivery;
    }

    public TimeProvider Time { get; }

    /// <summary>Why nothing can be committed at present; null when all is well.</summary>
    public Exception? Failure => journal.Failure;

    public DateTime Now => Time.GetUtcNow().UtcDateTime;

    /// <summary>Begins to run what is waiting, and whatever comes.</summary>
    public void Start(
        Action<OrchestrationInstance> runOrchestration, Action<EntityInstance> runEntity, Action<OrchestrationInstance> resume)
    {
        lock (gate)
        {
            this.runOrchestration = runOrchestration;
            this.runEntity = runEntity;
            this.resume = resume;
            foreach (var instance in state.Orchestrations.Values.Where(instance => instance.IsActive))
            {
                resume(instance);
                Restart(instance);
            }

            foreach (var entity in state.Entities.Values)
                Restart(entity);
            foreach (var finished in state.Orchestrations.Values.Where(instance => !instance.IsActive).OrderBy(instance => instance.UpdatedAt))
                End(finished);
        }
    }

    public long NextNumber() => Interlocked.Increment(ref lastNumber);

    public Message NewMessage(string target, HistoryRecord body, string? executionId = null, DateTime? due = null)
        => new(NextNumber(), target, body) { ExecutionId = executionId, Due = due };

    /// <summary>Looks at the state; nothing may be changed or kept.</summary>
    public T Read<T>(Func<HubState, T> read)
    {
        lock (gate)
            return read(state);
    }

    /// <summary>The instance with its history and payloads: itself, which only the gate protects, or a copy if it is archived.</summary>
    public OrchestrationInstance Whole(OrchestrationInstance instance) => archive.Whole(instance);

    /// <summary>Takes a finished instance back into memory; only within <see cref="CommitAsync"/>.</summary>
    public void BringBack(OrchestrationInstance instance) => archive.BringBack(instance);

    /// <summary>Commits what the function decides on; completes when it is durable.</summary>
    public async Task<T> CommitAsync<T>(Func<HubState, (T Result, IReadOnlyList<JournalChange> Changes)> decide)
    {
        T result;
        long position;
        lock (gate)
        {
            ThrowIfUnavailable();
            (result, var changes) = decide(state);
            if (changes.Count == 0)
                return result;
            position = AppendAndApply(changes);
        }

        return await Durable(position, result);
    }

    /// <summary>Reads, and answers only when everything that was read is durable.</summary>
    public Task<T> ReadDurableAsync<T>(Func<HubState, (T Result, long Position)> read)
    {
        var (result, position) = Read(read);
        return Durable(position, result);
    }

    /// <summary>Delivers something that becomes durable with the step that consumes it.</summary>
    public void Post(string instanceId, string executionId, HistoryRecord body)
    {
        lock (gate)
        {
            if (state.Orchestrations.TryGetValue(instanceId, out var instance) && instance.Accepts(executionId))
            {
                instance.Inbox.Add(new(0, instanceId, body) { ExecutionId = executionId });
                Wake(instance);
            }
        }
    }

    /// <summary>Takes all messages for a step.</summary>
    public List<Message> BeginStep(MessageTarget target, int limit = int.MaxValue)
    {
        lock (gate)
        {
            target.IsQueued = false;
            target.IsBusy = true;
            List<Message> taken;
            if (target.Inbox.Count <= limit)
            {
                taken = target.Inbox;
                target.Inbox = [];
            }
            else
            {
                taken = target.Inbox.GetRange(0, limit);
                target.Inbox.RemoveRange(0, limit);
            }

            return taken;
        }
    }

    /// <summary>Ends a step: commits its changes and puts back what it did not consume.</summary>
    /// <param name="committed">Called behind the gate with the position of the step's record, if anything changed.</param>
    public void EndStep(
        MessageTarget target, IReadOnlyList<JournalChange> changes, List<Message> leftover, Action<long>? committed = null)
    {
        lock (gate)
        {
            var arrived = target.Inbox.Count;
            if (leftover.Count > 0)
                target.Inbox = [.. leftover, .. target.Inbox];
            target.IsBusy = false;
            if (changes.Count > 0)
            {
                var position = AppendAndApply(changes);
                committed?.Invoke(position);
            }

            if (target is OrchestrationInstance instance)
            {
                sessions.Used(instance);
                if (!instance.IsActive)
                    End(instance);
            }

            compactor.AfterStep(target);
            if (arrived > 0)
                Wake(target);
        }
    }

    /// <summary>What is under way, down to activities that wait for their step to be durable.</summary>
    public WorkTracker Work { get; } = new();

    public void WhenDurable(long position, Action callback)
    {
        Work.Enter();
        journal.WhenDurable(position, () =>
        {
            callback();
            Work.Exit();
        });
    }

    public IDisposable Schedule(DateTime due, Action callback) => timers.Schedule(due, callback);

    /// <summary>Completes when the condition holds for the instance and that is durable.</summary>
    public Task<T> WaitAsync<T>(string instanceId, Func<OrchestrationInstance, (bool Done, T Result)> condition, CancellationToken cancellation)
        where T : class
    {
        lock (gate)
        {
            if (state.Orchestrations.TryGetValue(instanceId, out var instance) && condition(instance) is { Done: true } now)
                return Durable(instance.LastPosition, now.Result);
            return waiters.Add(instanceId, condition, cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        timers.Dispose();
        await compactor.DisposeAsync();
        await journal.DisposeAsync();
    }

    private long AppendAndApply(IReadOnlyList<JournalChange> changes)
    {
        JournalChange[] resolved = [.. changes.SelectMany(state.Resolve)];
        var segment = journal.ActiveSegment;
        writer.Clear();
        foreach (var change in resolved)
            ChangeCodec.Write(writer, change);
        var position = journal.Append(writer.Written, writer.Files);
        foreach (var change in resolved)
        {
            state.Apply(change, position, segment);
            if (change is HistoryRewound rewound)
                Revive(state.Orchestrations[rewound.InstanceId], position);
            var id = change switch
            {
                EpisodeCommitted c => c.InstanceId,
                GenerationStarted c => c.InstanceId,
                _ => null,
            };
            if (id is not null && waiters.Take(id, state.Orchestrations[id]) is { } completions)
                journal.WhenDurable(position, completions);
        }

        return position;
    }

    private void End(OrchestrationInstance finished)
    {
        archive.Add(finished);
        retention.Add(finished);
    }

    /// <summary>Asks again for what the history waits for, and lets the code look at it.</summary>
    private void Revive(OrchestrationInstance instance, long position)
        => WhenDurable(position, () =>
        {
            lock (gate)
            {
                if (!instance.IsActive)
                    return;
                resume?.Invoke(instance);
                instance.Inbox.Add(new(0, instance.Id, new EpisodeStarted()));
                Wake(instance);
            }
        });

    private Task<T> Durable<T>(long position, T result)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        journal.WhenDurable(position, () => completion.SetResult(result));
        return completion.Task;
    }

    private void ThrowIfUnavailable()
    {
        if (journal.Failure is { } failure)
            throw new IOException($"New work is refused until the journal can be written again: {failure.Message}", failure);
    }

    private void Restart(MessageTarget target)
    {
        foreach (var message in target.Scheduled)
            ScheduleDelivery(target, message);
        Wake(target);
    }

    private void Wake(MessageTarget target)
    {
        if (target.IsQueued || target.IsBusy || target.Inbox.Count == 0 || runOrchestration is null || runEntity is null)
            return;
        target.IsQueued = true;
        if (target is OrchestrationInstance orchestration)
            runOrchestration(orchestration);
        else
            runEntity((EntityInstance)target);
    }

    private void ScheduleDelivery(MessageTarget target, Message message)
    {
        if (!state.IsRecovering)
        {
            timers.Schedule(message.Due!.Value, () =>
            {
                lock (gate)
                    state.Release(target, message);
            });
        }
    }
}
