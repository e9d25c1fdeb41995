namespace Microsoft.DurableTask.Embedded.Orchestration;

internal sealed class TaskNotFoundException(TaskFailureDetails details) : Exception(details.ErrorMessage)
{
    public TaskFailureDetails Details { get; } = details;
}
