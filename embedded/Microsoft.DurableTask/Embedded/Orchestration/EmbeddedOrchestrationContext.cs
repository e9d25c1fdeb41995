using Microsoft.DurableTask.Embedded.History;
using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask.Embedded.Orchestration;

/// <summary>What orchestrator code talks to: it turns calls into numbered actions and answers into completed tasks.</summary>
internal sealed partial class EmbeddedOrchestrationContext : TaskOrchestrationContext
{
    private readonly ExecutionStarted start;
    private readonly OrchestratorSettings settings;
    private readonly OrchestratorLoop loop;
    private readonly Queue<ScheduledRecord> actions = new();
    private readonly EntityFeature entities;
    private readonly Dictionary<int, int> attempts = [];
    private readonly Dictionary<int, DateTime> finalDues = [];
    private List<int> cancelledTimers = [];
    private DateTime now;
    private bool isReplaying;
    private int nextId;
    private int guidCounter;

    public EmbeddedOrchestrationContext(string instanceId, ExecutionStarted start, OrchestratorSettings settings, OrchestratorLoop loop)
    {
        InstanceId = instanceId;
        this.start = start;
        this.settings = settings;
        this.loop = loop;
        Events = new(settings.Converter);
        entities = new(this);
        Parent = start.Parent is { } parent ? new(parent.Name, parent.InstanceId) : null;
    }

    public override TaskName Name => start.Name;

    public override string InstanceId { get; }

    public override ParentOrchestrationInstance? Parent { get; }

    public override DateTime CurrentUtcDateTime => now;

    public override bool IsReplaying => isReplaying;

    public override string Version => start.Version;

    public override IReadOnlyDictionary<string, object?> Properties => settings.Properties;

    public override TaskOrchestrationEntityFeature Entities => entities;

    public OpenCalls Calls { get; } = new();

    public EventInbox Events { get; }

    public bool SetsCustomStatus { get; private set; }

    public string? CustomStatus { get; private set; }

    public ContinueAsNewOptions? Continuation { get; private set; }

    protected override ILoggerFactory LoggerFactory => settings.LoggerFactory;

    public void SetTime(DateTime time) => now = time;

    public void SetReplaying(bool value) => isReplaying = value;

    public ScheduledRecord? TakeNextAction() => actions.TryDequeue(out var action) ? action : null;

    public IReadOnlyList<ScheduledRecord> TakeActions()
    {
        ScheduledRecord[] taken = [.. actions];
        actions.Clear();
        return taken;
    }

    public IReadOnlyList<int> TakeCancelledTimers() => Interlocked.Exchange(ref cancelledTimers, []);

    /// <summary>Counts from 1 how often the code has made this open call, under other ids before.</summary>
    public int AttemptOf(int id) => attempts.GetValueOrDefault(id, 1);

    /// <summary>When the code goes on: a long wait is a chain of timers.</summary>
    public DateTime FinalDueOf(TimerCreated timer) => finalDues.GetValueOrDefault(timer.Id, timer.FireAt);

    public void ReleaseLocks() => entities.Release();

    public override T? GetInput<T>()
        where T : default
        => settings.Converter.Deserialize<T>(start.Input);

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        CheckThread();
        ArgumentNullException.ThrowIfNull(eventName);
        return Events.Wait<T>(eventName, cancellationToken);
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        CheckThread();
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        if (instanceId.StartsWith('@'))
            throw new ArgumentException(
                $"'{instanceId}' is an entity. Signal it through {nameof(Entities)} instead of sending an event.", nameof(instanceId));
        Add(new EventSent(nextId++, instanceId, eventName, settings.Converter.Serialize(payload)));
    }

    public override void SetCustomStatus(object? customStatus)
    {
        CheckThread();
        CustomStatus = settings.Converter.Serialize(customStatus);
        SetsCustomStatus = true;
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
        => ContinueAsNew(new ContinueAsNewOptions { NewInput = newInput, PreserveUnprocessedEvents = preserveUnprocessedEvents });

    public override void ContinueAsNew(ContinueAsNewOptions options)
    {
        CheckThread();
        ArgumentNullException.ThrowIfNull(options);
        // The input is fixed now: the caller may go on changing the object.
        Continuation = new()
        {
            NewInput = settings.Converter.Serialize(options.NewInput),
            NewVersion = options.NewVersion,
            PreserveUnprocessedEvents = options.PreserveUnprocessedEvents,
        };
    }

    public override Guid NewGuid()
    {
        CheckThread();
        return DeterministicGuid.Create(InstanceId, now, guidCounter++);
    }

    private void Add(ScheduledRecord action) => actions.Enqueue(action with { Timestamp = now });

    private void CheckThread()
    {
        if (!loop.IsCurrent)
            throw OrchestratorLoop.IllegalAwait();
    }
}
