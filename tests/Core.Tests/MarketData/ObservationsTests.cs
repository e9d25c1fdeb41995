using Serverless.Core.MarketData;

namespace Serverless.Core.Tests.MarketData;

public sealed class ObservationsTests
{
    [Fact]
    public void Constructor_GoodColumns_KeepsThem()
    {
        var pmi = new Observations("PMI", new long[] { 10, 20 }, new long[] { 15, 15 + 10 }, new[] { 58.7, 61.1 });

        Assert.Equal(2, pmi.Count);
        Assert.Equal(20, pmi.ReferenceTicks[1]);
        Assert.Equal(25, pmi.KnownTicks[1]);
        Assert.Equal(61.1, pmi.Values[1]);
    }

    [Theory]
    [InlineData(new long[] { 10, 10 }, new long[] { 15, 25 }, new[] { 1.0, 2 }, "reference of row 1")]
    [InlineData(new long[] { 10, 20 }, new long[] { 9, 25 }, new[] { 1.0, 2 }, "row 0 would be known before its reference")]
    [InlineData(new long[] { 10, 20 }, new long[] { 30, 25 }, new[] { 1.0, 2 }, "row 1 would be known before row 0")]
    [InlineData(new long[] { 10, 20 }, new long[] { 15, 25 }, new[] { 1.0, double.NaN }, "row 1 is not finite")]
    [InlineData(new long[] { 10, 20 }, new long[] { 15 }, new[] { 1.0, 2 }, "differ in length")]
    public void Constructor_BadColumns_NamesTheRow(long[] references, long[] known, double[] values, string expected)
    {
        var exception = Assert.Throws<ArgumentException>(() => new Observations("PMI", references, known, values));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "hourly")]
    [InlineData(8, "8h")]
    [InlineData(24, "daily")]
    [InlineData(7 * 24, "weekly")]
    [InlineData(30 * 24, "monthly")]
    [InlineData(91 * 24, "quarterly")]
    [InlineData(365 * 24, "yearly")]
    public void Step_RegularFiguresWithAHole_IsTheirUsualDistance(int hours, string expected)
    {
        var times = new[] { 0, 1, 2, 3, 9, 10 }.Select(i => i * hours * TimeSpan.TicksPerHour).ToArray();

        Assert.Equal(expected, new Observations("X", times, times, new double[times.Length]).Step);
        Assert.Equal("single", new Observations("X", times.AsMemory(0, 1), times.AsMemory(0, 1), new double[1]).Step);
    }
}
