namespace Microsoft.DurableTask.Embedded.Journal;

/// <summary>Part of the file format: values are never reused.</summary>
internal enum HistoryTag : byte
{
    ExecutionStarted = 1,
    ExecutionCompleted = 2,
    ExecutionTerminated = 3,
    ExecutionSuspended = 4,
    ExecutionResumed = 5,
    EpisodeStarted = 6,
    EventRaised = 7,

    TaskScheduled = 32,
    SubOrchestrationCreated = 33,
    TimerCreated = 34,
    EventSent = 35,
    EntityCalled = 36,
    EntityLockRequested = 37,
    EntityLockReleased = 38,

    TaskCompleted = 64,
    TaskFailed = 65,
    SubOrchestrationCompleted = 66,
    SubOrchestrationFailed = 67,
    TimerFired = 68,
    EntityResponded = 69,
    EntityLockGranted = 70,

    EntityOperationRequest = 96,
    EntityLockRequest = 97,
    EntityLockRelease = 98,
}
