using System.Diagnostics;
using System.Globalization;
using Microsoft.DurableTask.Embedded.Activities;
using Microsoft.DurableTask.Embedded.History;
using Microsoft.DurableTask.Embedded.Hub;

namespace Microsoft.DurableTask.Embedded;

/// <summary>The vendor's spans. Those of orchestrations are written when they end: a span cannot outlive the process.</summary>
internal static class EngineTracing
{
    private static readonly ActivitySource Source = new("Microsoft.DurableTask");

    public static bool IsOn => Source.HasListeners();

    public static Activity? StartCreation(string name, string version, string instanceId)
        => Source.StartActivity($"create_orchestration:{name}", ActivityKind.Producer)?.Describe("orchestration", name, version, instanceId);

    public static Activity? StartEvent(string name, string instanceId)
        => Source.StartActivity($"orchestration_event:{name}", ActivityKind.Producer)
            ?.SetTag("durabletask.type", "event")
            .SetTag("durabletask.task.name", name)
            .SetTag("durabletask.event.target_instance_id", instanceId);

    public static Activity? StartActivityTask(ActivityCall call)
        => Source.StartActivity($"activity:{call.Task.Name}", ActivityKind.Server, call.TraceParent)
            ?.Describe("activity", call.Task.Name, call.Task.Version, call.InstanceId)
            .SetTag("durabletask.task.task_id", call.Task.Id);

    public static void Fail(this Activity activity, TaskFailureDetails failure)
        => activity.SetStatus(ActivityStatusCode.Error, failure.ErrorMessage);

    public static void OrchestrationEnded(OrchestrationInstance instance, ExecutionCompleted end)
    {
        var start = instance.Start;
        using var span = Source.StartActivity(ActivityKind.Server, Parent(start), startTime: instance.CreatedAt, name: $"orchestration:{start.Name}")
            ?.Describe("orchestration", start.Name, start.Version, instance.Id)
            .SetTag("durabletask.task.execution_id", start.ExecutionId)
            .SetTag("durabletask.task.status", end.Status.ToString())
            .SetEndTime(end.Timestamp);
        if (end.Failure is not null)
            span?.Fail(end.Failure);
    }

    /// <summary>The calls that ended in this step, as their caller saw them.</summary>
    public static void CallsEnded(OrchestrationInstance instance, IEnumerable<HistoryRecord> records)
    {
        var completions = records.OfType<CompletionRecord>().ToDictionary(record => record.Id);
        foreach (var call in instance.History.OfType<ScheduledRecord>())
        {
            if (!completions.TryGetValue(call.Id, out var completion) || NameOf(call, instance) is not { } name)
                continue;
            using var span = Source.StartActivity(
                call is TimerCreated ? ActivityKind.Internal : ActivityKind.Client, Parent(instance.Start), startTime: call.Timestamp, name: name)
                ?.SetTag("durabletask.task.instance_id", instance.Id)
                .SetTag("durabletask.task.task_id", call.Id)
                .SetEndTime(completion.Timestamp);
            if (call is TimerCreated timer)
                span?.SetTag("durabletask.type", "timer").SetTag("durabletask.fire_at", timer.FireAt.ToString("o", CultureInfo.InvariantCulture));
            else
                span?.SetTag("durabletask.type", call is TaskScheduled ? "activity" : "orchestration");
            if (((completion as TaskFailed)?.Failure ?? (completion as SubOrchestrationFailed)?.Failure) is { } failure)
                span?.Fail(failure);
        }
    }

    private static string? NameOf(ScheduledRecord call, OrchestrationInstance instance) => call switch
    {
        TaskScheduled task => $"activity:{task.Name}",
        SubOrchestrationCreated sub => $"orchestration:{sub.Name}",
        TimerCreated => $"orchestration:{instance.Start.Name}:timer",
        _ => null,
    };

    private static ActivityContext Parent(ExecutionStarted start)
        => ActivityContext.TryParse(start.TraceParent, null, isRemote: true, out var context) ? context : default;

    private static Activity Describe(this Activity activity, string type, string name, string version, string instanceId)
        => activity
            .SetTag("durabletask.type", type)
            .SetTag("durabletask.task.name", name)
            .SetTag("durabletask.task.version", version.Length == 0 ? null : version)
            .SetTag("durabletask.task.instance_id", instanceId);
}
