using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Serverless.Core.Audit;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Access;

/// <summary>
/// Records that a timer was started before its time, which only the host's admin API does, for whoever has the master key. Who that was, the host does not tell;
/// a run by hand within seconds of its schedule, or of a timer whose schedule the host does not monitor (more often than once a minute), looks like any other.
/// </summary>
internal sealed class TimersByHand(CycleTrail trail, TimeProvider time) : IFunctionsWorkerMiddleware
{
    private const string Trigger = "timerTrigger";
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var now = time.GetUtcNow();
        if (context.FunctionDefinition.InputBindings.Values.FirstOrDefault(binding => binding.Type == Trigger) is { } binding
            && (await context.BindInputAsync<TimerInfo>(binding)).Value is { IsPastDue: false, ScheduleStatus.Next: var due } && due.ToUniversalTime() - now.UtcDateTime > Early)
        {
            await trail.AppendAsync(Entry(context, now, due.ToUniversalTime()), context.CancellationToken);
        }

        await next(context);
    }

    private static AuditEvent Entry(FunctionContext context, DateTimeOffset now, DateTime due) => new()
    {
        EventId = $"timer/{context.InvocationId}",
        OccurredAt = now,
        Actor = new AuditActor("key:Master"),
        Action = "timer.started-by-hand",
        Subject = $"functions/{context.FunctionDefinition.Name}",
        Details = [new("due", due.ToString("O", CultureInfo.InvariantCulture))],
        CodeVersion = CycleTrail.CodeVersion,
        CorrelationId = context.InvocationId,
    };
}
