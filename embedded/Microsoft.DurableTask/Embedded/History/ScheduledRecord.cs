namespace Microsoft.DurableTask.Embedded.History;

/// <summary>What orchestrator code asked for; ids count up from 0 in the order of the calls.</summary>
internal abstract record ScheduledRecord(int Id) : HistoryRecord
{
    /// <summary>Names the call in a report of non-determinism.</summary>
    public abstract string Describe();

    /// <summary>Whether a replay made the same call; inputs and due times may differ.</summary>
    public abstract bool Matches(ScheduledRecord other);

    protected bool SameCall<T>(ScheduledRecord other, Func<T, string> name)
        where T : ScheduledRecord
        => other is T && other.Id == Id && string.Equals(name((T)other), name((T)this), StringComparison.OrdinalIgnoreCase);
}

internal sealed record TaskScheduled(
    int Id, string Name, string Version, string? Input, IReadOnlyDictionary<string, string> Tags) : ScheduledRecord(Id)
{
    public override string Describe() => $"an activity task with sequence ID {Id} and name '{Name}'";

    public override bool Matches(ScheduledRecord other) => SameCall<TaskScheduled>(other, task => task.Name);
}

internal sealed record SubOrchestrationCreated(
    int Id, string Name, string Version, string InstanceId, string? Input, IReadOnlyDictionary<string, string> Tags) : ScheduledRecord(Id)
{
    public override string Describe() => $"a sub-orchestration task with sequence ID {Id}, name '{Name}', instance ID '{InstanceId}'";

    public override bool Matches(ScheduledRecord other) => SameCall<SubOrchestrationCreated>(other, sub => sub.Name);
}

internal sealed record TimerCreated(int Id, DateTime FireAt) : ScheduledRecord(Id)
{
    public override string Describe() => $"a timer task with sequence ID {Id}";

    public override bool Matches(ScheduledRecord other) => SameCall<TimerCreated>(other, _ => "");
}

internal sealed record EventSent(int Id, string InstanceId, string Name, string? Input) : ScheduledRecord(Id)
{
    public override string Describe() => $"a send event task with sequence ID {Id}, type '{Name}', instance ID '{InstanceId}'";

    public override bool Matches(ScheduledRecord other) => SameCall<EventSent>(other, sent => sent.Name);
}

/// <summary>A call of an entity, or a signal, which expects no answer.</summary>
internal sealed record EntityCalled(
    int Id, string EntityId, string Operation, string? Input, bool IsSignal, DateTime? Due) : ScheduledRecord(Id)
{
    public override string Describe() => $"{(IsSignal ? "a signal" : "a call")} of entity operation '{Operation}' on '{EntityId}' with sequence ID {Id}";

    public override bool Matches(ScheduledRecord other) => SameCall<EntityCalled>(other, call => $"{call.EntityId}/{call.Operation}/{call.IsSignal}");
}

/// <summary>The entities come sorted: every orchestration locks in the same global order.</summary>
internal sealed record EntityLockRequested(int Id, IReadOnlyList<string> EntityIds) : ScheduledRecord(Id)
{
    public override string Describe() => $"a lock of {string.Join(", ", EntityIds)} with sequence ID {Id}";

    public override bool Matches(ScheduledRecord other) => SameCall<EntityLockRequested>(other, request => string.Join('|', request.EntityIds));
}

internal sealed record EntityLockReleased(int Id, int LockId, IReadOnlyList<string> EntityIds) : ScheduledRecord(Id)
{
    public override string Describe() => $"a release of {string.Join(", ", EntityIds)} with sequence ID {Id}";

    public override bool Matches(ScheduledRecord other) => SameCall<EntityLockReleased>(other, release => string.Join('|', release.EntityIds));
}
