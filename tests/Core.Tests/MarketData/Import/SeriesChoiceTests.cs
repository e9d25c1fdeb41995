using Serverless.Core.MarketData;

namespace Serverless.Core.Tests.MarketData.Import;

public sealed class SeriesChoiceTests
{
    [Fact]
    public void Among_SeveralFilesOfOneSeries_KeepsTheLongestInTheirOrder()
    {
        var chosen = SeriesChoice.Among([Bars("A_1h.csv", "A", 2), Bars("B_1h.csv", "B", 1), Bars("A_1h_long.csv", "A", 3), Bars("A_1h_last.csv", "A", 3)]);

        Assert.Equal(["A_1h.csv", "B_1h.csv", "A_1h_long.csv", "A_1h_last.csv"], chosen.Select(import => import.Source.File));
        Assert.Equal([0, 1, 3, 0], chosen.Select(import => import.Kept));
        Assert.Equal("A_1h_long.csv is preferred for A: it has 3 rows, this has 2", chosen[0].Issues[^1].Reason);
        Assert.Equal(DataDefect.Superseded, chosen[3].Issues[^1].Defect);
    }

    [Fact]
    public void Among_ClosesAloneAndWholeBars_PrefersTheBars()
    {
        var closes = Bars("closes.csv", "A", 9) with { Counts = [new(DataDefect.CloseOnly, DefectAction.Flag, 1)] };

        var chosen = SeriesChoice.Among([closes, Bars("A_1h.csv", "A", 2)]);

        Assert.Equal([0, 2], chosen.Select(import => import.Kept));
    }

    [Fact]
    public void Among_EqualLength_PrefersFewerDefects()
    {
        var dirty = Bars("dirty.csv", "A", 2) with { Counts = [new(DataDefect.Gap, DefectAction.Flag, 1)] };

        Assert.Equal([0, 2], SeriesChoice.Among([dirty, Bars("clean.csv", "A", 2)]).Select(import => import.Kept));
    }

    [Fact]
    public void Among_FiguresOfOneNameThatComeDifferentlyOften_KeepsBoth()
    {
        var chosen = SeriesChoice.Among([Figures("8h.csv", 8), Figures("1h.csv", 1)]);

        Assert.All(chosen, import => Assert.False(import.IsRefused));
    }

    private static DataImport Bars(string file, string symbol, int count)
    {
        var rows = string.Concat(Enumerable.Range(0, count).Select(i => $"2024-01-01 {i:00}:00,1,1,1,1,1\n"));
        return Read(file, symbol, "time,open,high,low,close,volume\n" + rows);
    }

    private static DataImport Figures(string file, int hours)
    {
        var import = Read(file, "X", "time,open,high,low,close,volume\n");
        var times = new[] { 0, 1, 2 }.Select(i => i * hours * TimeSpan.TicksPerHour).ToArray();
        return import with { Observations = new Observations("X.funding", times, times, new double[3]) };
    }

    private static DataImport Read(string file, string symbol, string text) =>
        Assert.Single(DataReader.Read(new StringReader(text), new BarSource(file, symbol, Timeframe.H1), ImportPolicy.Default));
}
