using System.Text;
using Serverless.Core.MarketData;
using Serverless.Core.Randomness;

namespace Serverless.Core.Tests.MarketData;

public sealed class CanonicalCsvTests
{
    private static readonly long Midnight = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    [Fact]
    public void Write_KnownBars_HasKnownBytesAndHash()
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
        Assert.Equal("2197fd1b42da3ae9e3446b20c577f9ab773a2c495bdea314c4fdc514b33acb10", CanonicalCsv.Sha256(bytes));
    }

    [Fact]
    public void Read_WhatWasWritten_RoundTripsEveryBit()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var series = AnyDoubles(new SeededRandom(seed), 500);

            var bytes = CanonicalCsv.Write(series);
            var copy = CanonicalCsv.Read(new StringReader(Encoding.UTF8.GetString(bytes)), "X", Timeframe.M1);

            Assert.Equal(series.OpenTicks, copy.OpenTicks);
            Assert.Equal(series.Open, copy.Open);
            Assert.Equal(series.High, copy.High);
            Assert.Equal(series.Low, copy.Low);
            Assert.Equal(series.Close, copy.Close);
            Assert.Equal(series.Volume, copy.Volume);
            Assert.Equal(bytes, CanonicalCsv.Write(copy));
        }
    }

    [Theory]
    [InlineData("", "line 1")]
    [InlineData("open,high,low,close,volume\n", "line 1")]
    [InlineData("time,open,high,low,close,volume\n2024-01-01T00:00:00Z,1,1,1,1,1\n2024-01-01T00:00:00Z,1,1,1,1,1\n", "line 3")]
    [InlineData("time,open,high,low,close,volume\n2024-01-01T00:00:00Z,1,1,1,1\n", "line 2")]
    [InlineData("time,open,high,low,close,volume\n2024-01-01T00:00:00Z,1,1,1,x,1\n", "line 2")]
    public void Read_OtherText_NamesTheLine(string text, string line) =>
        Assert.Contains(line, Assert.Throws<FormatException>(() => CanonicalCsv.Read(new StringReader(text), "X", Timeframe.H4)).Message, StringComparison.Ordinal);

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
