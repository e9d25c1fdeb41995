using System.Diagnostics;
using System.Globalization;

namespace Serverless.Bench.Durable;

/// <summary>How long a very wide fan-in takes: in proportion to its width, if the engine is right.</summary>
internal static class FanInCommand
{
    public static async Task RunAsync(int count)
    {
        foreach (var width in new[] { count / 10, count })
        {
            await using var engine = await BenchEngine.StartAsync(flush: true);
            var begun = Stopwatch.GetTimestamp();
            await engine.RunAsync("FanOut", width);
            var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"fan-in of {width:N0} activities in one instance, fsync on: {seconds:0.0} s, {width / seconds:N0}/s"));
        }
    }
}
