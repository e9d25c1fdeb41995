using Serverless.Core.Backtesting.Models;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.Backtesting.Models;

/// <summary>Which bars of an asset are traded.</summary>
public sealed class RunSeriesTests
{
    private const string Crypto = """
        start: 2022-01-01
        end: 2023-12-31
        models: {CryptoMomentumModel_v1: {budget: 0.5, universe: [BTCUSDT]}}
        """;

    private static readonly DateTimeOffset Start = new(2021, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(943, Timeframe.H4)] // to the end
    [InlineData(920, Timeframe.H4)] // some weeks short of it
    [InlineData(500, Timeframe.D1)]
    public void Traded_FourHourBarsOfSomeDaysAndDailyOnesOfAll_TakesTheFinerUnlessItEndsEarly(int days, Timeframe expected)
    {
        var run = Run(Bars(Timeframe.H4, Start, days * 6), Bars(Timeframe.D1, Start, 943));
        Assert.Equal(expected, Assert.Single(run.Traded).Timeframe);
        Assert.Equal(expected == Timeframe.D1, run.Execute().Warnings.Any(warning => warning.StartsWith("BTCUSDT: its H4 bars are of 2021-06-01 to 2022-10-13 only; daily ones are traded", StringComparison.Ordinal)));
    }

    [Fact]
    public void Traded_FourHourBarsThatBeginLate_TakesDailyOnes()
    {
        var run = Run(Bars(Timeframe.H4, Start.AddDays(500), 443 * 6), Bars(Timeframe.D1, Start, 943));
        Assert.Equal(Timeframe.D1, Assert.Single(run.Traded).Timeframe);
    }

    private static ModelRun Run(params BarSeries[] bars) => new(PlatformTexts.Read(Crypto), new ModelData(bars, []));

    private static BarSeries Bars(Timeframe timeframe, DateTimeOffset start, int count) => SyntheticMarket.Generate("BTCUSDT", timeframe, start, count, seed: 3);
}
