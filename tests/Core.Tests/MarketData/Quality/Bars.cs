using Serverless.Core.MarketData;

namespace Serverless.Core.Tests.MarketData.Quality;

/// <summary>Small series for tests, and series with something broken in them.</summary>
internal static class Bars
{
    public static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A synthetic market: no defects.</summary>
    public static BarSeries Clean(int count = 500, Timeframe timeframe = Timeframe.H1, long seed = 7) =>
        SyntheticMarket.Generate("X", timeframe, Start, count, seed);

    public static BarSeries Of(Timeframe timeframe, IReadOnlyList<Bar> bars) => new(
        "X",
        timeframe,
        bars.Select(bar => bar.OpenTime.Ticks).ToArray(),
        bars.Select(bar => bar.Open).ToArray(),
        bars.Select(bar => bar.High).ToArray(),
        bars.Select(bar => bar.Low).ToArray(),
        bars.Select(bar => bar.Close).ToArray(),
        bars.Select(bar => bar.Volume).ToArray());

    /// <summary>The series with some bars replaced; null leaves a bar out.</summary>
    public static BarSeries With(this BarSeries series, Func<int, Bar, Bar?> change) => Of(
        series.Timeframe, [.. Enumerable.Range(0, series.Count).Select(i => change(i, series[i])).OfType<Bar>()]);
}
