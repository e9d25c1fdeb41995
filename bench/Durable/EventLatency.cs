using System.Diagnostics;

namespace Serverless.Bench.Durable;

/// <summary>One event at a time on an idle engine. Latency: from the call of the client to the line after the await.</summary>
internal sealed class EventLatency(int count)
{
    public async Task<Round> RunAsync(BenchEngine engine)
    {
        BenchTasks.Latencies.Clear();
        var begun = Stopwatch.GetTimestamp();
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Listen", count);
        for (var i = 0; i < count; i++)
            await engine.Client.RaiseEventAsync(id, "Now", Stopwatch.GetTimestamp());
        await engine.Client.WaitForInstanceCompletionAsync(id);
        return Round.Of(count, Stopwatch.GetElapsedTime(begun), BenchTasks.Latencies);
    }
}
