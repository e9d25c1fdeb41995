using System.Globalization;
using System.IO.Compression;
using Serverless.Core.MarketData;

namespace Serverless.Core.Tests.Backtesting;

/// <summary>The bars that other engines were run on, with times made up: they do not matter to a market order at the next open.</summary>
internal static class GoldenBars
{
    public static BarSeries Read(string path)
    {
        using var file = File.OpenRead(path);
        using Stream content = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(content);
        reader.ReadLine();
        var rows = new List<double[]>();
        while (reader.ReadLine() is { } line)
            rows.Add([.. line.Split(',').Skip(1).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))]);

        var start = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        double[] Column(int index) => [.. rows.Select(row => row[index])];
        return new BarSeries(
            "GOLDEN",
            Timeframe.M1,
            rows.Select((_, index) => start.AddMinutes(index).Ticks).ToArray(),
            Column(0),
            Column(1),
            Column(2),
            Column(3),
            Column(4));
    }
}
