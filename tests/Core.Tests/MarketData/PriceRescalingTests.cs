using Serverless.Core.MarketData;

namespace Serverless.Core.Tests.MarketData;

public sealed class PriceRescalingTests
{
    private static readonly DateTime Start = new(2024, 6, 3, 0, 0, 0, DateTimeKind.Utc);
    private static readonly BarSeries Stored = new(
        "TEST", Timeframe.D1, Enumerable.Range(0, 4).Select(day => Start.AddDays(day).Ticks).ToArray(), new double[] { 100, 101, 102, 103 }, new double[] { 100, 101, 102, 103 },
        new double[] { 100, 101, 102, 103 }, new double[] { 100, 101, 102, 103 }, new double[4]);

    [Theory]
    [InlineData(1, 0, false)]
    [InlineData(0.1, 4, true)]
    [InlineData(0.99, 4, true)]
    [InlineData(0.997, 4, false)]
    [InlineData(0.1, 1, false)]
    [InlineData(0.1, 2, false)]
    [InlineData(0.1, 3, true)]
    public void Shows_MostClosesMovedByMoreThanHalfAPercent(double factor, int moved, bool expected)
    {
        var arrived = Enumerable.Range(0, 4).Select(day => At(day, (100 + day) * (day < moved ? factor : 1))).ToList();

        Assert.Equal(expected, PriceRescaling.Shows(Stored, arrived));
    }

    [Fact]
    public void Shows_NoBarInCommon_IsFalse() => Assert.False(PriceRescaling.Shows(Stored, [At(10, 1), At(1, double.NaN)]));

    private static Bar At(int day, double close) => new(Start.AddDays(day), close, close, close, close, 0);
}
