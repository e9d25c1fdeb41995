using System.Diagnostics;

namespace Serverless.Bench.Durable;

/// <summary>Latency: of one activity, as the orchestrator that awaits it sees it.</summary>
internal sealed class SequentialActivities(int count)
{
    public async Task<Round> RunAsync(BenchEngine engine)
    {
        BenchTasks.Latencies.Clear();
        var begun = Stopwatch.GetTimestamp();
        await engine.RunAsync("Sequential", count);
        return Round.Of(count, Stopwatch.GetElapsedTime(begun), BenchTasks.Latencies);
    }
}
