namespace Microsoft.DurableTask.Embedded.Activities;

/// <summary>Identifies one call of an activity.</summary>
internal readonly record struct ActivityKey(string InstanceId, string ExecutionId, int TaskId)
{
    public override string ToString() => $"{InstanceId}:{ExecutionId}:{TaskId}";
}
