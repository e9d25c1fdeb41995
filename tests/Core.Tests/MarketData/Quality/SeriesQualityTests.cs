using Serverless.Core.MarketData;
using Serverless.Core.MarketData.Quality;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.MarketData.Quality;

public sealed class SeriesQualityTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Inspect_CleanSeries_FindsNothing(long seed)
    {
        Assert.Empty(Inspect(Bars.Clean(5000, seed: seed)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Inspect_HardlyAnyBars_FindsNothing(int count)
    {
        Assert.Empty(Inspect(Bars.Clean(count)));
    }

    [Fact]
    public void Inspect_BrokenBars_NamesTheRelationThatEachBreaks()
    {
        var series = Bars.Clean().With((i, bar) => i switch
        {
            10 => bar with { Low = 0 },
            20 => bar with { High = bar.Close / 2 },
            30 => bar with { Volume = -1 },
            40 => bar with { Close = double.NaN },
            _ => bar,
        });

        var found = Inspect(series).Where(finding => finding.Defect is not (DataDefect.BadTick or DataDefect.Outlier));

        Assert.Equal(
            [(10, DataDefect.NonPositivePrice), (20, DataDefect.InconsistentPrices), (30, DataDefect.NegativeVolume), (40, DataDefect.NotFinite)],
            found.Select(finding => (finding.FirstBar, finding.Defect)));
    }

    [Theory]
    [InlineData(1.4)]
    [InlineData(0.6)]
    public void Inspect_LonePrint_IsBadTick(double factor)
    {
        var series = Bars.Clean().With((i, bar) => i != 100 ? bar
            : factor > 1 ? bar with { High = bar.High * factor } : bar with { Low = bar.Low * factor });

        var finding = Assert.Single(Inspect(series));

        Assert.Equal((DataDefect.BadTick, 100, 100), (finding.Defect, finding.FirstBar, finding.LastBar));
    }

    [Fact]
    public void Inspect_FallThatStays_IsNoBadTick()
    {
        var series = Bars.Clean().With((i, bar) => i < 100 ? bar
            : i == 100 ? bar with { Low = bar.Low * 0.5, Close = bar.Close * 0.6 }
            : bar with { Open = bar.Open * 0.6, High = bar.High * 0.6, Low = bar.Low * 0.6, Close = bar.Close * 0.6 });

        Assert.DoesNotContain(Inspect(series), finding => finding.Defect == DataDefect.BadTick);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Inspect_InterpolatedBars_AreFabricated(int count)
    {
        var real = Bars.Clean();
        var (from, to) = (real[99], real[100 + count]);
        var series = real.With((i, bar) => i < 100 || i >= 100 + count ? bar : Between(bar.OpenTime, from, to, (i - 99.0) / (count + 1)));

        var finding = Assert.Single(Inspect(series));

        Assert.Equal((DataDefect.Fabricated, 100, 99 + count, count), (finding.Defect, finding.FirstBar, finding.LastBar, (int)finding.Value));
    }

    [Fact]
    public void Inspect_FillerBars_AreZeroVolumeOnce()
    {
        var real = Bars.Clean();
        var last = real[99].Close;
        var series = real.With((i, bar) => i is < 100 or > 103 ? bar : new Bar(bar.OpenTime, last, last, last, last, 0));

        var finding = Assert.Single(Inspect(series), finding => finding.Defect != DataDefect.Outlier);

        Assert.Equal((DataDefect.ZeroVolume, 100, 103, "4 flat bars without volume: filler"), (finding.Defect, finding.FirstBar, finding.LastBar, finding.Reason));
    }

    [Fact]
    public void Inspect_SamePricesAgain_AreStale()
    {
        var real = Bars.Clean();
        var series = real.With((i, bar) => i is < 100 or > 103 ? bar : real[100] with { OpenTime = bar.OpenTime, Volume = bar.Volume });

        var finding = Assert.Single(Inspect(series), finding => finding.Defect != DataDefect.Outlier);

        Assert.Equal((DataDefect.StaleRun, 100, 103, 4.0), (finding.Defect, finding.FirstBar, finding.LastBar, finding.Value));
    }

    private static Bar Between(DateTime time, Bar from, Bar to, double share) => new(
        time,
        from.Open + (share * (to.Open - from.Open)),
        from.High + (share * (to.High - from.High)),
        from.Low + (share * (to.Low - from.Low)),
        from.Close + (share * (to.Close - from.Close)),
        from.Volume + (share * (to.Volume - from.Volume)));

    private static IReadOnlyList<QualityFinding> Inspect(BarSeries series) =>
        SeriesQuality.Inspect(series, Market.Crypto, QualityThresholds.Default);
}
