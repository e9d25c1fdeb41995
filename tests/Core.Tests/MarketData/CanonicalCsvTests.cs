using System.Globalization;
using System.Text;
using Serverless.Core.MarketData;
using Serverless.Core.Randomness;

namespace Serverless.Core.Tests.MarketData;

public sealed class CanonicalCsvTests
{
    private static readonly long Midnight = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    [Fact]
    public void Write_KnownBars_HasKnownBytes()
    {
        var series = new BarSeries(
            "X", Timeframe.H4, new[] { Midnight, Midnight + TimeSpan.TicksPerSecond / 2 },
            new[] { 1, 0.1 }, new[] { 2, 1e21 }, new[] { 0.5, 1e-7 }, new[] { 1.5, 1.0 / 3 }, new[] { 0.0, 1234567.8 });

        var bytes = CanonicalCsv.Write(series);

        Assert.Equal(
            "time,open,high,low,close,volume\n"
            + "2024-01-01T00:00:00Z,1,2,0.5,1.5,0\n"
            + "2024-01-01T00:00:00.5Z,0.1,1E+21,1E-07,0.3333333333333333,1234567.8\n",
            Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public void Write_AnyDoubles_RoundTripsEveryBit()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var series = AnyDoubles(new SeededRandom(seed), 500);

            var rows = Encoding.UTF8.GetString(CanonicalCsv.Write(series)).TrimEnd('\n').Split('\n')[1..].Select(line => line.Split(',')).ToArray();

            Assert.Equal(series.OpenTicks.ToArray(), rows.Select(row => DateTimeOffset.Parse(row[0], CultureInfo.InvariantCulture).UtcTicks));
            Assert.Equal(series.Open.ToArray(), Column(1));
            Assert.Equal(series.High.ToArray(), Column(2));
            Assert.Equal(series.Low.ToArray(), Column(3));
            Assert.Equal(series.Close.ToArray(), Column(4));
            Assert.Equal(series.Volume.ToArray(), Column(5));

            IEnumerable<double> Column(int index) => rows.Select(row => double.Parse(row[index], CultureInfo.InvariantCulture));
        }
    }

    // Any finite bit pattern, which no market would show, and times to the tick.
    private static BarSeries AnyDoubles(SeededRandom random, int count)
    {
        double Next()
        {
            var value = Math.ScaleB(random.NextDouble() - 0.5, random.NextInt(2000) - 1000);
            return random.NextInt(3) == 0 ? Math.Round(value, 2) : value;
        }

        double[] Column() => [.. Enumerable.Range(0, count).Select(_ => Next())];
        var times = new long[count];
        for (var i = 0; i < count; i++)
            times[i] = (i == 0 ? Midnight : times[i - 1]) + 1 + random.NextInt(int.MaxValue);
        return new BarSeries("X", Timeframe.M1, times, Column(), Column(), Column(), Column(), Column());
    }
}
