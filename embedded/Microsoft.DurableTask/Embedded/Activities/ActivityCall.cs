using Microsoft.DurableTask.Embedded.History;

namespace Microsoft.DurableTask.Embedded.Activities;

/// <summary>An activity that is to run, for one execution of an orchestration.</summary>
internal sealed record ActivityCall(
    string InstanceId, string ExecutionId, TaskScheduled Task, string? TraceParent, CancellationToken Cancellation)
{
    /// <summary>The same for every run of this call, also after a crash; ids of calls start over when an orchestration continues as new.</summary>
    public ActivityKey Key => new(InstanceId, ExecutionId, Task.Id);
}
