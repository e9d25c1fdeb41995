namespace Microsoft.DurableTask.Worker;

/// <summary>Decides which orchestrations this worker runs; what it turns down waits.</summary>
[Obsolete("Experimental")]
public interface IOrchestrationFilter
{
    ValueTask<bool> IsOrchestrationValidAsync(OrchestrationFilterParameters info, CancellationToken cancellationToken = default);
}
