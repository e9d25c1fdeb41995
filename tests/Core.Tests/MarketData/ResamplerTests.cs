using Serverless.Core.MarketData;
using Serverless.Core.Randomness;

namespace Serverless.Core.Tests.MarketData;

public sealed class ResamplerTests
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Resample_HoursToFour_AlignsOnMidnightUtc()
    {
        var hours = SyntheticMarket.Generate("SYN", Timeframe.H1, Start, 10, seed: 1);

        var (fours, incomplete) = Resampler.Resample(hours, Timeframe.H4);

        // 03 | 04 05 06 07 | 08 09 10 11 | 12: the first and the last bucket have one hour each.
        Assert.Equal([0, 4, 8, 12], Enumerable.Range(0, fours.Count).Select(i => fours.OpenTime(i).Hour));
        Assert.Equal(2, incomplete);
        Assert.Equal(Timeframe.H4, fours.Timeframe);
        Assert.Equal(
            new Bar(
                fours.OpenTime(1),
                hours.Open[1],
                hours.High[1..5].ToArray().Max(),
                hours.Low[1..5].ToArray().Min(),
                hours.Close[4],
                hours.Volume[1] + hours.Volume[2] + hours.Volume[3] + hours.Volume[4]),
            fours[1]);
    }

    [Theory]
    [InlineData(Timeframe.H1, Timeframe.H4)]
    [InlineData(Timeframe.M1, Timeframe.H1)]
    [InlineData(Timeframe.H4, Timeframe.D1)]
    public void Resample_RandomGaps_KeepsVolumeEnvelopeAndEnds(Timeframe from, Timeframe to)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var source = WithGaps(SyntheticMarket.Generate("SYN", from, Start.AddHours(-3), 2_000, seed), new SeededRandom(seed));

            var (target, incomplete) = Resampler.Resample(source, to);

            Assert.Equal(source.Volume.ToArray().Sum(), target.Volume.ToArray().Sum(), 1e-6);
            Assert.Equal((source.Open[0], source.Close[^1]), (target.Open[0], target.Close[^1]));
            Assert.Equal((source.High.ToArray().Max(), source.Low.ToArray().Min()), (target.High.ToArray().Max(), target.Low.ToArray().Min()));
            var buckets = Enumerable.Range(0, source.Count).GroupBy(i => source.OpenTicks[i] / to.Length().Ticks).ToArray();
            Assert.Equal(buckets.Select(bucket => bucket.Key * to.Length().Ticks), target.OpenTicks.ToArray());
            Assert.Equal(buckets.Count(bucket => bucket.Count() < to.Length() / from.Length()), incomplete);
            for (var i = 0; i < target.Count; i++)
                Assert.True(target.High[i] >= Math.Max(target.Open[i], target.Close[i]) && target.Low[i] <= Math.Min(target.Open[i], target.Close[i]));
        }
    }

    [Fact]
    public void Resample_ChangedFuture_LeavesEarlierBarsUntouched()
    {
        var source = SyntheticMarket.Generate("SYN", Timeframe.H1, Start.AddHours(-3), 400, seed: 1);
        for (var cut = 4; cut < source.Count; cut += 4)
        {
            var past = Resampler.Resample(source.Slice(0, cut), Timeframe.H4).Series;

            Assert.Equal(CanonicalCsv.Write(past), CanonicalCsv.Write(Resampler.Resample(source, Timeframe.H4).Series.Slice(0, cut / 4)));
        }
    }

    [Fact]
    public void Resample_SameTimeframe_ChangesNothing()
    {
        var source = SyntheticMarket.Generate("SYN", Timeframe.H4, Start.AddHours(-3), 10, seed: 1);

        Assert.Equal(CanonicalCsv.Write(source), CanonicalCsv.Write(Resampler.Resample(source, Timeframe.H4).Series));
    }

    [Fact]
    public void Resample_ToShorterBars_Throws() =>
        Assert.Throws<ArgumentException>(() => Resampler.Resample(SyntheticMarket.Generate("SYN", Timeframe.H4, Start.AddHours(1), 1, 1), Timeframe.H1));

    [Fact]
    public void Resample_NoBars_GivesNone() =>
        Assert.Equal(0, Resampler.Resample(SyntheticMarket.Generate("SYN", Timeframe.H1, Start, 0, 1), Timeframe.H4).Series.Count);

    private static BarSeries WithGaps(BarSeries series, SeededRandom random)
    {
        var kept = Enumerable.Range(0, series.Count).Where(_ => random.NextInt(10) > 0).ToArray();
        double[] Column(ReadOnlySpan<double> values)
        {
            var column = new double[kept.Length];
            for (var i = 0; i < kept.Length; i++)
                column[i] = values[kept[i]];
            return column;
        }

        var times = kept.Select(i => series.OpenTicks[i]).ToArray();
        return new BarSeries(
            series.Symbol, series.Timeframe, times, Column(series.Open), Column(series.High), Column(series.Low), Column(series.Close), Column(series.Volume));
    }

    [Fact]
    public void Resample_BarsAcrossABoundary_BelongWhereTheyClose()
    {
        // 14:30, 15:30, 16:30: the second closes at 16:30, after the bar of 12:00 to 16:00.
        var start = new DateTime(2024, 1, 2, 14, 30, 0, DateTimeKind.Utc);
        long[] times = [start.Ticks, start.AddHours(1).Ticks, start.AddHours(2).Ticks];
        double[] prices = [1, 2, 3];
        var source = new BarSeries("SPY", Timeframe.H1, times, prices, prices, prices, prices, prices);

        var series = Resampler.Resample(source, Timeframe.H4).Series;

        Assert.Equal([12, 16], series.OpenTicks.ToArray().Select(ticks => new DateTime(ticks).Hour));
        Assert.Equal([1, 3], series.Close.ToArray());
        Assert.Equal([1, 5], series.Volume.ToArray());
    }
}
