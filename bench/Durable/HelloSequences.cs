using System.Diagnostics;

namespace Serverless.Bench.Durable;

/// <summary>All started at once. Latency: of one orchestration, from the request to its durable end.</summary>
internal sealed class HelloSequences(int count)
{
    public async Task<Round> RunAsync(BenchEngine engine)
    {
        var begun = Stopwatch.GetTimestamp();
        var latencies = await Task.WhenAll(Enumerable.Range(0, count).Select(async _ =>
        {
            var started = Stopwatch.GetTimestamp();
            await engine.RunAsync("HelloSequence");
            return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }));
        return Round.Of(count, Stopwatch.GetElapsedTime(begun), latencies);
    }
}
