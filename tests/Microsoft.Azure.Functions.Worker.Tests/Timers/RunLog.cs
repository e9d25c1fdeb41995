using System.Threading.Channels;
using Microsoft.Azure.Functions.Worker.Tests.Support;

namespace Microsoft.Azure.Functions.Worker.Tests.Timers;

/// <summary>What timer functions saw, in order.</summary>
public sealed class RunLog
{
    private readonly Channel<TimerRun> runs = Channel.CreateUnbounded<TimerRun>();

    public void Add(TimeProvider time, TimerInfo timer) => runs.Writer.TryWrite(new TimerRun(
        time.GetUtcNow().UtcDateTime, timer.IsPastDue, timer.ScheduleStatus?.Last, timer.ScheduleStatus?.Next));

    public ValueTask<TimerRun> NextAsync() => runs.Reader.ReadAsync(Limit.Token);
}
