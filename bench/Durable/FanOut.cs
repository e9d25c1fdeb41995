using System.Diagnostics;

namespace Serverless.Bench.Durable;

/// <summary>Latency: from the beginning of the fan-out to the result of an activity.</summary>
internal sealed class FanOut(int count)
{
    public async Task<Round> RunAsync(BenchEngine engine)
    {
        BenchTasks.Latencies.Clear();
        var begun = Stopwatch.GetTimestamp();
        await engine.RunAsync("FanOut", count);
        return Round.Of(count, Stopwatch.GetElapsedTime(begun), BenchTasks.Latencies);
    }
}
