using System.Diagnostics;

namespace Serverless.Bench.Durable;

/// <summary>What the disk itself takes to make a small append durable: no step of an engine can be acknowledged sooner.</summary>
internal static class DiskProbe
{
    private const int Appends = 500;

    public static Round Run()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "probe.bin");
        using var handle = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.None, FileOptions.DeleteOnClose);
        var data = new byte[256];
        var latencies = new double[Appends];
        var begun = Stopwatch.GetTimestamp();
        for (var i = 0; i < Appends; i++)
        {
            var appended = Stopwatch.GetTimestamp();
            RandomAccess.Write(handle, data, i * (long)data.Length);
            RandomAccess.FlushToDisk(handle);
            latencies[i] = Stopwatch.GetElapsedTime(appended).TotalMilliseconds;
        }

        return Round.Of(Appends, Stopwatch.GetElapsedTime(begun), latencies);
    }
}
