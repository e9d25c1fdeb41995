using System.Diagnostics;

namespace Serverless.Bench.Durable;

/// <summary>
/// One event at a time on an idle engine. Latency: from the call of the client to the first line of the activity that the
/// orchestrator calls next, which may begin only when event and call are durable.
/// </summary>
internal sealed class EventToEffect(int count)
{
    public async Task<Round> RunAsync(BenchEngine engine)
    {
        BenchTasks.Latencies.Clear();
        var begun = Stopwatch.GetTimestamp();
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Obey", count);
        for (var i = 0; i < count; i++)
        {
            BenchTasks.Obeyed = new();
            await engine.Client.RaiseEventAsync(id, "Now", Stopwatch.GetTimestamp());
            await BenchTasks.Obeyed.Task;
        }

        await engine.Client.WaitForInstanceCompletionAsync(id);
        return Round.Of(count, Stopwatch.GetElapsedTime(begun), BenchTasks.Latencies);
    }
}
