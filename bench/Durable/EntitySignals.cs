using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.DurableTask.Entities;

namespace Serverless.Bench.Durable;

/// <summary>A number of clients, each of which waits for a signal to be acknowledged before it sends the next. Latency: of that.</summary>
internal sealed class EntitySignals(int count)
{
    private const int Clients = 200;

    public async Task<Round> RunAsync(BenchEngine engine)
    {
        var entity = new EntityInstanceId("counter", Guid.NewGuid().ToString("N"));
        var latencies = new ConcurrentBag<double>();
        var begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(SignalAsync)));
        // The call stands in the queue behind every signal, and its answer is durable after what they did.
        var counted = (await engine.RunAsync("ReadCounter", entity.Key)).ReadOutputAs<int>();
        var elapsed = Stopwatch.GetElapsedTime(begun);
        if (counted != count)
            throw new InvalidOperationException($"{count} signals counted as {counted}.");
        return Round.Of(count, elapsed, latencies);

        async Task SignalAsync()
        {
            for (var i = 0; i < count / Clients; i++)
            {
                var sent = Stopwatch.GetTimestamp();
                await engine.Client.Entities.SignalEntityAsync(entity, "Add", 1);
                latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }
        }
    }
}
