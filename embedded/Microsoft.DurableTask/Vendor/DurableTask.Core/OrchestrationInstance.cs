namespace DurableTask.Core;

/// <summary>One execution of an orchestration.</summary>
public class OrchestrationInstance
{
    public string InstanceId { get; set; } = "";

    public string? ExecutionId { get; set; }
}
