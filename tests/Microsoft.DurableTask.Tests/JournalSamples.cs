using System.Collections.Immutable;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded.History;
using Microsoft.DurableTask.Embedded.Hub;
using Microsoft.DurableTask.Embedded.Journal;

namespace Microsoft.DurableTask.Tests;

/// <summary>A change of every kind, with history records of every kind, each optional part once there and once not.</summary>
internal static class JournalSamples
{
    private static readonly DateTime Time = new(2026, 3, 1, 12, 30, 15, 125, DateTimeKind.Utc);
    private static readonly LockKey Key = new("owner", "run-1", 7);
    private static readonly ImmutableDictionary<string, string> Tags = ImmutableDictionary<string, string>.Empty.Add("team", "quant");
    private static readonly TaskFailureDetails Failure = new(
        "System.TimeoutException",
        "too late",
        "at Somewhere",
        new("Inner", "äöü", null, null, null),
        new Dictionary<string, object?> { ["when"] = Time, ["zone"] = new DateTimeOffset(Time), ["list"] = new List<object?> { 1.5, true, null } });

    private static readonly ExecutionStarted Start = new("Cycle", "1.0", "{}", "run-1", new("Parent", "p-1", "run-0", 3), Tags)
    {
        Timestamp = Time,
        TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    };

    public static string LongText { get; } = new('x', PayloadFile.MaxInRecord + 1);

    public static IReadOnlyList<HistoryRecord> Records { get; } =
    [
        Start,
        new ExecutionStarted("Cycle", "", null, "run-2", null, ImmutableDictionary<string, string>.Empty),
        new ExecutionCompleted(OrchestrationRuntimeStatus.Completed, "42", null),
        new ExecutionCompleted(OrchestrationRuntimeStatus.Failed, null, Failure),
        new ExecutionTerminated("out", true),
        new ExecutionSuspended("why"),
        new ExecutionResumed(null),
        new EpisodeStarted { Timestamp = Time },
        new EventRaised("Approved", "true"),
        new TaskScheduled(0, "Score", "", "\"in\"", Tags),
        new TaskScheduled(1, "Score", "2.0", LongText, ImmutableDictionary<string, string>.Empty),
        new SubOrchestrationCreated(2, "Child", "", "c-1", null, Tags),
        new TimerCreated(3, Time),
        new EventSent(4, "other", "Ping", "1"),
        new EntityCalled(5, "@ledger@1", "Add", "1", false, null),
        new EntityCalled(6, "@ledger@1", "Add", null, true, Time),
        new EntityLockRequested(7, ["@a@1", "@b@1"]),
        new EntityLockReleased(8, 7, ["@a@1", "@b@1"]),
        new TaskCompleted(0, "1"),
        new TaskFailed(1, Failure),
        new SubOrchestrationCompleted(2, null),
        new SubOrchestrationFailed(2, Failure),
        new TimerFired(3, Time),
        new EntityResponded(5, "2", null),
        new EntityResponded(5, null, Failure),
        new EntityLockGranted(Key, ["@a@1", "@b@1"]),
        new EntityOperationRequest("Add", "1", new("caller", "run-1", 5)),
        new EntityOperationRequest("Add", null, null),
        new EntityLockRequest(Key, ["@a@1", "@b@1"], 1),
        new EntityLockRelease(Key),
    ];

    public static IEnumerable<JournalChange> Changes()
    {
        foreach (var record in Records)
            yield return new MessageSent(new(300, "target", record));
        IReadOnlyList<Message> inbox = [new(1, "cycle-1", Start), new(-1, "cycle-1", new EpisodeStarted()) { ExecutionId = "run-1", Due = Time }];
        foreach (var status in Enum.GetValues<OrchestrationRuntimeStatus>())
            yield return new EpisodeCommitted("cycle-1", [1, 200], [new EpisodeStarted(), Start], status, null, Time);
        yield return new GenerationStarted("cycle-1", [5], inbox, "status", Time);
        yield return new HistoryRewound("cycle-1", [Start], Time);
        yield return new EntityCommitted("@a@1", [6], "{}", Key, Time);
        yield return new EntityCommitted("@a@1", [], null, null, Time);
        yield return new InstanceDeleted("cycle-1");
        yield return new OrchestrationCheckpoint("cycle-1", Start, OrchestrationRuntimeStatus.Running, null, Time, Time, [Start], inbox);
        yield return new EntityCheckpoint("@a@1", "{}", Key, Time, [new(9, "@a@1", new EntityLockRelease(Key))]);
        yield return new NumbersUsed(long.MaxValue);
    }
}
