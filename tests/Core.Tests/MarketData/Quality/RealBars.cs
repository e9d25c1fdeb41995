using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.MarketData.Quality;

/// <summary>Real files as they are, read with as little as these tests need: no rule of the importers stands between file and detector.</summary>
internal static class RealBars
{
    private static readonly ConcurrentDictionary<(string Path, bool NewYork), BarSeries> Known = new();
    private static readonly string[] TimeColumns = ["open time", "unix", "unix timestamp", "timestamp", "time", "datetime", "date", "close datetime", ""];

    /// <summary>The bars of a file below the shared data; times of New York where <paramref name="newYork"/> says so. Rows without a price
    /// are left out, of equal times the last stays.</summary>
    public static BarSeries Read(string relative, Timeframe timeframe, bool newYork = false)
    {
        var path = SharedFolder.Path(Path.Combine("data", relative));
        return Known.GetOrAdd((path, newYork), _ => Read(timeframe, path, newYork));
    }

    private static BarSeries Read(Timeframe timeframe, string path, bool newYork)
    {
        using var reader = Open(path);
        var isLean = path.EndsWith(".zip", StringComparison.Ordinal);
        var columns = isLean ? [0, 1, 2, 3, 4, 5] : Columns(reader);
        var bars = new SortedDictionary<long, Bar>();
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(',');
            double Value(int column) => columns[column] < 0 ? 0 : double.Parse(fields[columns[column]], CultureInfo.InvariantCulture);
            var time = Time(fields[columns[0]]);
            if (newYork)
                time = new DateTime(NewYorkTime.ToUtc(time.Ticks), DateTimeKind.Utc);
            var unit = isLean ? 1e-4 : 1;
            var bar = new Bar(time, Value(1) * unit, Value(2) * unit, Value(3) * unit, Value(4) * unit, Value(5));
            if (bar.Low > 0)
                bars[time.Ticks] = bar;
        }

        return Bars.Of(timeframe, [.. bars.Values]);
    }

    private static int[] Columns(StreamReader reader)
    {
        string[] names;
        do
        {
            names = [.. reader.ReadLine()!.ToLowerInvariant().Split(',').Select(name => name.Trim().Replace('_', ' '))];
        }
        while (!names.Contains("open"));

        var time = TimeColumns.Select(name => Array.IndexOf(names, name)).First(index => index >= 0);
        var volume = Array.FindIndex(names, name => name.StartsWith("volume", StringComparison.Ordinal));
        return [time, .. new[] { "open", "high", "low", "close" }.Select(name => Array.IndexOf(names, name)), volume];
    }

    private static StreamReader Open(string path) => Path.GetExtension(path) switch
    {
        ".zip" => new StreamReader(ZipFile.OpenRead(path).Entries[0].Open()),
        ".gz" => new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress)),
        _ => new StreamReader(path),
    };

    private static DateTime Time(string text)
    {
        if (text.Length == 14 && text[8] == ' ')
            return DateTime.SpecifyKind(DateTime.ParseExact(text, "yyyyMMdd HH:mm", CultureInfo.InvariantCulture), DateTimeKind.Utc);
        if (double.TryParse(text, CultureInfo.InvariantCulture, out var unix))
            return DateTime.UnixEpoch.AddSeconds(unix > 1e11 ? unix / 1000 : unix);
        var parsed = DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
        return parsed.Second == 59 ? parsed.Date : parsed; // a day's last second stands for the day
    }
}
