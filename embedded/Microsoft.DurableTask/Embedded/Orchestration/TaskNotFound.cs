namespace Microsoft.DurableTask.Embedded.Orchestration;

/// <summary>Failures of calls to tasks that nobody registered.</summary>
internal static class TaskNotFound
{
    public const string Activity = "ActivityTaskNotFound";
    public const string Orchestrator = "OrchestratorTaskNotFound";
    public const string Entity = "EntityTaskNotFound";

    public static TaskFailureDetails Details(string errorType, string kind, string name, string version)
        => new(
            errorType,
            version.Length == 0
                ? $"No {kind} task named '{name}' was found."
                : $"No {kind} task named '{name}' with version '{version}' was found.",
            null,
            null,
            null);
}
