using Microsoft.DurableTask.Embedded.Hub;
using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask.Embedded;

/// <summary>The vendor's log events, in the vendor's categories.</summary>
internal sealed partial class EngineLog(ILoggerFactory factory, bool useLegacyCategory)
{
    private readonly ILogger[] loggers = useLegacyCategory
        ? [factory.CreateLogger("Microsoft.DurableTask.Worker"), factory.CreateLogger("Microsoft.DurableTask")]
        : [factory.CreateLogger("Microsoft.DurableTask.Worker")];

    public void OrchestrationStarted(OrchestrationInstance instance)
    {
        foreach (var logger in loggers)
            Started(logger, instance.Id, instance.Start.Name);
    }

    public void OrchestrationEnded(OrchestrationInstance instance, History.ExecutionCompleted end)
    {
        foreach (var logger in loggers)
        {
            if (end.Failure is { } failure)
                Failed(logger, instance.Id, instance.Start.Name, failure.ToString());
            else
                Completed(logger, instance.Id, instance.Start.Name);
        }
    }

    public void ActivityBegins(string instanceId, string name)
    {
        foreach (var logger in loggers)
            ActivityStarted(logger, instanceId, name);
    }

    public void ActivityEnds(string instanceId, string name, TaskFailureDetails? failure, Exception? exception)
    {
        foreach (var logger in loggers)
        {
            if (failure is null)
                ActivityCompleted(logger, instanceId, name);
            else
                ActivityFailed(logger, exception, instanceId, name, failure.ToString());
        }
    }

    public void EntityOperationEnds(string entityId, string operation, Exception exception)
        => EntityOperationFailed(loggers[0], exception, entityId, operation);

    /// <summary>A defect of the engine: the item stays as it is until the next start, so that nothing is lost or done twice.</summary>
    public void StepFailed(Exception exception, object item) => StepNotCarriedOut(loggers[0], exception, item);

    public void VersionRejected(OrchestrationInstance instance)
        => VersionNotRun(loggers[0], instance.Id, instance.Start.Name, instance.Start.Version);

    public void LeftToOthers(string id, string name) => NotTakenOn(loggers[0], id, name);

    [LoggerMessage(600, LogLevel.Information, "'{Name}' orchestration with ID '{InstanceId}' started.", EventName = "OrchestrationStarted")]
    private static partial void Started(ILogger logger, string instanceId, string name);

    [LoggerMessage(601, LogLevel.Information, "'{Name}' orchestration with ID '{InstanceId}' completed.", EventName = "OrchestrationCompleted")]
    private static partial void Completed(ILogger logger, string instanceId, string name);

    [LoggerMessage(602, LogLevel.Information, "'{Name}' orchestration with ID '{InstanceId}' failed: {Reason}", EventName = "OrchestrationFailed")]
    private static partial void Failed(ILogger logger, string instanceId, string name, string reason);

    [LoggerMessage(603, LogLevel.Information, "'{Name}' activity of orchestration ID '{InstanceId}' started.", EventName = "ActivityStarted")]
    private static partial void ActivityStarted(ILogger logger, string instanceId, string name);

    [LoggerMessage(604, LogLevel.Information, "'{Name}' activity of orchestration ID '{InstanceId}' completed.", EventName = "ActivityCompleted")]
    private static partial void ActivityCompleted(ILogger logger, string instanceId, string name);

    [LoggerMessage(605, LogLevel.Information, "'{Name}' activity of orchestration ID '{InstanceId}' failed: {Reason}", EventName = "ActivityFailed")]
    private static partial void ActivityFailed(ILogger logger, Exception? exception, string instanceId, string name, string reason);

    [LoggerMessage(650, LogLevel.Warning, "Operation '{Operation}' of entity '{EntityId}' failed.", EventName = "EntityOperationFailed")]
    private static partial void EntityOperationFailed(ILogger logger, Exception exception, string entityId, string operation);

    [LoggerMessage(652, LogLevel.Critical, "A step of {Item} could not be carried out; it waits for the next start.", EventName = "StepFailed")]
    private static partial void StepNotCarriedOut(ILogger logger, Exception exception, object item);

    [LoggerMessage(651, LogLevel.Warning, "'{Name}' orchestration with ID '{InstanceId}' waits: this worker does not run version '{Version}'.", EventName = "VersionRejected")]
    private static partial void VersionNotRun(ILogger logger, string instanceId, string name, string version);

    [LoggerMessage(655, LogLevel.Warning, "'{Name}' of '{InstanceId}' waits: the filters of this worker leave it to others.", EventName = "WorkItemLeft")]
    private static partial void NotTakenOn(ILogger logger, string instanceId, string name);
}
