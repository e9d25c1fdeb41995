using System.Collections.Immutable;
using Microsoft.DurableTask.Embedded.History;

namespace Microsoft.DurableTask.Embedded.Orchestration;

internal sealed partial class EmbeddedOrchestrationContext
{
    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
        => CallAsync<TResult>(name, input, options, () =>
        {
            var version = options?.Version?.Version ?? Version;
            var id = nextId++;
            Add(new TaskScheduled(id, name, version, settings.Converter.Serialize(input), TagsOf(options)));
            return id;
        });

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        var fixedId = (options as SubOrchestrationOptions)?.InstanceId;
        return CallAsync<TResult>(orchestratorName, input, options, () =>
        {
            if (entities.IsInCriticalSection)
                throw new InvalidOperationException("While holding locks, cannot call suborchestrators.");
            var version = options?.Version?.Version ?? settings.DefaultVersion;
            var instanceId = fixedId ?? NewGuid().ToString("N");
            var id = nextId++;
            Add(new SubOrchestrationCreated(
                id, orchestratorName, version, instanceId, settings.Converter.Serialize(input), TagsOf(options)));
            return id;
        });
    }

    public override async Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        CheckThread();
        var due = fireAt.Kind == DateTimeKind.Local ? fireAt.ToUniversalTime() : DateTime.SpecifyKind(fireAt, DateTimeKind.Utc);
        while (due - now > settings.MaximumTimerInterval)
            await CreateSingleTimer(now + settings.MaximumTimerInterval, due, cancellationToken);
        await CreateSingleTimer(due, due, cancellationToken);
    }

    private async Task CreateSingleTimer(DateTime due, DateTime finallyDue, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            throw new TaskCanceledException(null, null, cancellation);
        var id = nextId++;
        Add(new TimerCreated(id, due));
        if (finallyDue != due)
            finalDues[id] = finallyDue;
        var fired = Calls.Open(id);
        using var registration = cancellation.Register(() =>
        {
            cancelledTimers.Add(id);
            Calls.Cancel(id, cancellation);
        });
        await fired;
        finalDues.Remove(id);
    }

    private async Task<TResult> CallAsync<TResult>(TaskName name, object? input, TaskOptions? options, Func<int> schedule)
    {
        CheckThread();
        if (name.Name.Length == 0)
            throw new ArgumentNullException(nameof(name));
        if (input is TaskOptions && options is null)
            throw new ArgumentException(
                $"{nameof(TaskOptions)} was passed as the input. Pass it as the argument '{nameof(options)}'.", nameof(input));
        var begun = now;
        for (var attempt = 1; ; attempt++)
        {
            var id = schedule();
            if (attempt > 1)
                attempts[id] = attempt;
            var answer = await Calls.Open(id);
            attempts.Remove(id);
            var failure = (answer as TaskFailed)?.Failure ?? (answer as SubOrchestrationFailed)?.Failure;
            if (failure is null)
                return settings.Converter.Deserialize<TResult>((answer as TaskCompleted)?.Result ?? (answer as SubOrchestrationCompleted)?.Result)!;
            var exception = new TaskFailedException(name, id, failure);
            if (!await Retry.ShouldTryAgainAsync(this, options?.Retry, exception, attempt, begun))
                throw exception;
        }
    }

    private IReadOnlyDictionary<string, string> TagsOf(TaskOptions? options)
        => options?.Tags is { Count: > 0 } tags ? start.Tags.ToImmutableDictionary().SetItems(tags) : start.Tags;
}
