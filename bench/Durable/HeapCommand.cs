using System.Diagnostics;
using System.Globalization;

namespace Serverless.Bench.Durable;

/// <summary>What finished instances cost in memory.</summary>
internal static class HeapCommand
{
    private const int Together = 1_000;

    public static async Task RunAsync(int count)
    {
        await using var engine = await BenchEngine.StartAsync(flush: true);
        await new HelloSequences(Together).RunAsync(engine);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var begun = Stopwatch.GetTimestamp();
        for (var done = 0; done < count; done += Together)
            await new HelloSequences(Together).RunAsync(engine);
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var after = GC.GetTotalMemory(forceFullCollection: true);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count:N0} finished instances: {(after - before) / 1048576.0:0.0} MiB more on the heap, {(double)(after - before) / count:N0} bytes each; journal {engine.JournalBytes / 1048576.0:0} MiB; {count / seconds:N0} orchestrations/s"));
    }
}
