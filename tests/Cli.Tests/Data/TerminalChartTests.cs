using Serverless.Cli.Data;
using Serverless.Core.MarketData;

namespace Serverless.Cli.Tests.Data;

public sealed class TerminalChartTests
{
    private static readonly DateTime Start = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Draw_RisingPrices_RunFromBottomLeftToTopRight()
    {
        var lines = Draw(Enumerable.Range(0, 40).Select(i => (Hour: i, Low: 100.0 + i, High: 101.0 + i)));

        Assert.Equal(6, lines.Length);
        Assert.Equal("140.00 ┤", Label(lines[0]));
        Assert.Equal("100.00 ┤", Label(lines[4]));
        Assert.True(Body(lines[4])[0] != '\u2800' && Body(lines[4])[^1] == '\u2800');
        Assert.True(Body(lines[0])[0] == '\u2800' && Body(lines[0])[^1] != '\u2800');
        Assert.StartsWith("2024-01-01 00:00", lines[5].Trim(), StringComparison.Ordinal);
        Assert.EndsWith("2024-01-02 15:00", lines[5].Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void Draw_Gap_StaysEmpty()
    {
        var lines = Draw([(0, 1, 2), (1, 1, 2), (38, 1, 2), (39, 1, 2)]);

        Assert.All(lines[..5], line => Assert.All(Body(line)[2..^2], dot => Assert.Equal('\u2800', dot)));
    }

    [Fact]
    public void Draw_OnePriceOnly_IsALine()
    {
        var lines = Draw(Enumerable.Range(0, 40).Select(i => (i, 5.0, 5.0)));

        Assert.Equal(1, lines[..5].Count(line => Body(line).Any(dot => dot != '\u2800')));
    }

    private static string[] Draw(IEnumerable<(int Hour, double Low, double High)> bars)
    {
        var all = bars.ToArray();
        var series = new BarSeries(
            "X",
            Timeframe.H1,
            Array.ConvertAll(all, bar => Start.AddHours(bar.Hour).Ticks),
            Array.ConvertAll(all, bar => bar.Low),
            Array.ConvertAll(all, bar => bar.High),
            Array.ConvertAll(all, bar => bar.Low),
            Array.ConvertAll(all, bar => bar.High),
            Array.ConvertAll(all, _ => 1.0));
        return TerminalChart.Draw(series, width: 40, height: 5).TrimEnd('\n').Split('\n');
    }

    private static string Label(string line) => line[..(line.IndexOfAny(['┤', '│']) + 1)];

    private static string Body(string line) => line[(line.IndexOfAny(['┤', '│']) + 1)..];
}
