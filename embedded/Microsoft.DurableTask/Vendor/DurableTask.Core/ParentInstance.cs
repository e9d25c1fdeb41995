namespace DurableTask.Core;

public class ParentInstance
{
    public string? Name { get; set; }

    public OrchestrationInstance? OrchestrationInstance { get; set; }

    public int TaskScheduleId { get; set; }

    public string? Version { get; set; }
}
