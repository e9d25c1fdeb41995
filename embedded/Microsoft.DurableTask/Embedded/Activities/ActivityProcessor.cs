using Microsoft.DurableTask.Embedded.History;
using Microsoft.DurableTask.Embedded.Hub;
using Microsoft.DurableTask.Embedded.Orchestration;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.DurableTask.Embedded.Activities;

/// <summary>Runs activities, each in its own service scope, and hands their results to the orchestration.</summary>
internal sealed class ActivityProcessor(
    TaskHub hub, DurableTaskRegistry registry, IServiceScopeFactory scopes, OrchestratorSettings settings, EngineLog log, CancellationToken shutdown)
{
    public async Task RunAsync(ActivityCall call)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(call.Cancellation, shutdown);
        if (cancellation.IsCancellationRequested)
            return;
        using var span = EngineTracing.StartActivityTask(call);
        log.ActivityBegins(call.InstanceId, call.Task.Name);
        HistoryRecord answer;
        try
        {
            var output = await ExecuteAsync(call, cancellation.Token);
            answer = new TaskCompleted(call.Task.Id, settings.Converter.Serialize(output)) { Timestamp = hub.Now };
            log.ActivityEnds(call.InstanceId, call.Task.Name, null, null);
        }
        catch (OperationCanceledException) when (shutdown.IsCancellationRequested)
        {
            // It runs again when the host is back.
            return;
        }
        catch (Exception e)
        {
            var failure = e is TaskNotFoundException notFound ? notFound.Details : settings.FailureOf(e);
            answer = new TaskFailed(call.Task.Id, failure) { Timestamp = hub.Now };
            log.ActivityEnds(call.InstanceId, call.Task.Name, failure, e);
            span?.Fail(failure);
        }

        hub.Post(call.InstanceId, call.ExecutionId, answer);
    }

    private async Task<object?> ExecuteAsync(ActivityCall call, CancellationToken cancellation)
    {
        var task = call.Task;
        var factory = registry.FindActivity(task.Name, task.Version)
            ?? throw new TaskNotFoundException(TaskNotFound.Details(TaskNotFound.Activity, "activity", task.Name, task.Version));
        await using var scope = scopes.CreateAsyncScope();
        var activity = factory(scope.ServiceProvider);
        return await activity.RunAsync(new Context(call, cancellation), settings.Converter.Deserialize(task.Input, activity.InputType));
    }

    private sealed class Context(ActivityCall call, CancellationToken cancellation) : EmbeddedActivityContext
    {
        public override TaskName Name => call.Task.Name;

        public override string InstanceId => call.InstanceId;

        public override string Version => call.Task.Version;

        public override CancellationToken CancellationToken => cancellation;

        public override string IdempotencyKey => call.Key.ToString();

        public override int TaskId => call.Task.Id;
    }
}
