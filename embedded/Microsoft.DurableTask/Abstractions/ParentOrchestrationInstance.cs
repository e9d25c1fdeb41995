namespace Microsoft.DurableTask;

/// <summary>The orchestration that started this one.</summary>
public sealed record ParentOrchestrationInstance(TaskName Name, string InstanceId);
