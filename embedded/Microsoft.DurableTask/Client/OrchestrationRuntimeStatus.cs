namespace Microsoft.DurableTask.Client;

public enum OrchestrationRuntimeStatus
{
    Running = 0,
    Completed = 1,
    [Obsolete("An orchestration that continues as new is reported as running.")]
    ContinuedAsNew = 2,
    Failed = 3,
    [Obsolete("Not used.")]
    Canceled = 4,
    Terminated = 5,
    Pending = 6,
    Suspended = 7,
}
