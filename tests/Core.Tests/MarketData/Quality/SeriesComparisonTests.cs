using System.Globalization;
using Serverless.Core.MarketData;
using Serverless.Core.MarketData.Quality;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.MarketData.Quality;

public sealed class SeriesComparisonTests
{
    [Fact]
    public void Compare_SameSeries_AgreesEverywhere()
    {
        var comparison = SeriesComparison.Compare(Bars.Clean(), Bars.Clean(), 0);

        Assert.Equal((500, 0, 0, 0), Counts(comparison));
    }

    [Fact]
    public void Compare_OtherPricesAndBars_NamesEach()
    {
        var first = Bars.Clean().With((i, bar) => i == 7 ? null : bar);
        var second = Bars.Clean().With((i, bar) => i == 9 ? null : i == 5 ? bar with { Low = bar.Low * 0.9, High = bar.High * 1.02 } : bar);

        var comparison = SeriesComparison.Compare(first, second, 0.01);

        Assert.Equal(new DifferingBar(first.OpenTime(5), "low", first.Low[5], second.Low[5]), Assert.Single(comparison.Differing));
        Assert.Equal([Bars.Clean().OpenTime(9)], comparison.OnlyInFirst);
        Assert.Equal([Bars.Clean().OpenTime(7)], comparison.OnlyInSecond);
        Assert.Equal(498, comparison.Common);
    }

    [Fact]
    public void Compare_OtherLengthOfTime_CountsOnlyTheCommonOne()
    {
        var whole = Bars.Clean();

        Assert.Equal((100, 0, 0, 0), Counts(SeriesComparison.Compare(whole.Slice(0, 300), whole.Slice(200, 300), 0)));
        Assert.Equal((0, 0, 0, 0), Counts(SeriesComparison.Compare(whole.Slice(0, 100), whole.Slice(200, 300), 0)));
    }

    [Fact]
    public void Compare_OtherTimeframe_SaysWhatToDo()
    {
        var error = Assert.Throws<ArgumentException>(() => SeriesComparison.Compare(Bars.Clean(), Bars.Clean(timeframe: Timeframe.H4), 0));

        Assert.Contains("resample one", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_HoursResampledWithFourHours_DiffersWhereOutagesWereFilled()
    {
        var hours = RealBars.Read("crypto/BTCUSDT_binance_1h_2017-08_2023-12.csv.gz", Timeframe.H1);
        var fourHours = RealBars.Read("crypto/BTCUSDT_binance_4h_2019-01_2025-11.csv.gz", Timeframe.H4);

        var comparison = SeriesComparison.Compare(Resampler.Resample(hours, Timeframe.H4).Series, fourHours, 1e-9);

        Assert.Equal((10884, 22, 5, 0), Counts(comparison));
        var fabricated = SeriesQuality.Inspect(hours, Market.Crypto, QualityThresholds.Default)
            .Where(finding => finding.Defect == DataDefect.Fabricated)
            .SelectMany(finding => Enumerable.Range(finding.FirstBar, finding.LastBar - finding.FirstBar + 1))
            .Select(bar => hours.OpenTime(bar))
            .ToList();
        Assert.All(
            comparison.Differing.SkipLast(1).Select(bar => bar.OpenTime).Concat(comparison.OnlyInFirst), // the last bar was still open
            opens => Assert.Contains(fabricated, time => time >= opens && time < opens.AddHours(4)));
    }

    [Fact]
    public void Compare_TwoDailySources_FindsTheBadTickThatNoDetectorCanTell()
    {
        var lean = RealBars.Read("equity/lean/QQQ_1d.zip", Timeframe.D1);
        var yahoo = RealBars.Read("equity/QQQ_1d_raw_1999-03_2025-12.csv.gz", Timeframe.D1);
        var splitAdjusted = lean.With((_, bar) => bar.OpenTime >= new DateTime(2000, 3, 20) ? bar : null);

        var comparison = SeriesComparison.Compare(splitAdjusted, yahoo, 0.1);

        Assert.Contains(comparison.Differing, bar => bar is { OpenTime: { Year: 2000, Month: 6, Day: 2 }, Column: "high", First: 108.31 });
    }

    [Fact]
    public void Compare_VixOfTwoPublishers_AgreesOnEveryClose()
    {
        var cboe = RealBars.Read("macro/VIX_daily_ohlc_1990-01_2026-07.csv", Timeframe.D1);

        var comparison = SeriesComparison.Compare(cboe, Fred(), 0, closesOnly: true);

        Assert.Empty(comparison.Differing);
        Assert.Equal([new DateTime(1999, 12, 31)], comparison.OnlyInSecond);
    }

    private static BarSeries Fred()
    {
        var rows = File.ReadLines(SharedFolder.Path("data/macro/VIXCLS_fred_1990-01_2025-12.csv")).Skip(1).Select(line => line.Split(','));
        return Bars.Of(Timeframe.D1, [.. rows.Where(row => row[1].Length > 0).Select(row =>
        {
            var value = double.Parse(row[1], CultureInfo.InvariantCulture);
            return new Bar(DateTime.Parse(row[0], CultureInfo.InvariantCulture), value, value, value, value, 0);
        })]);
    }

    private static (int Common, int Differing, int OnlyInFirst, int OnlyInSecond) Counts(SeriesComparison comparison) =>
        (comparison.Common, comparison.Differing.Count, comparison.OnlyInFirst.Count, comparison.OnlyInSecond.Count);
}
