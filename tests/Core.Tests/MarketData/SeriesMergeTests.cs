using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.MarketData;

public sealed class SeriesMergeTests
{
    private static readonly DateTime Start = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTimeOffset Later = new(Start.AddYears(1));

    [Fact]
    public void Merge_NothingStored_AddsWhatClosedInOrder()
    {
        var merged = SeriesMerge.Merge(Series(), [At(2), At(0), At(1), At(0), At(3)], Market.Crypto, new DateTimeOffset(Start.AddHours(15)));

        Assert.Equal([At(0), At(1), At(2)], Bars(merged.Series));
        Assert.Equal((3, 0, 0, 1), (merged.Added, merged.Replaced, merged.Unchanged, merged.Forming));
    }

    [Fact]
    public void Merge_BarThatClosesNow_IsTaken() =>
        Assert.Equal(1, SeriesMerge.Merge(Series(), [At(0)], Market.Crypto, new DateTimeOffset(Start.AddHours(4))).Added);

    [Fact]
    public void Merge_SameBarsAgain_IsTheStoredSeriesItself()
    {
        var stored = Series(At(0), At(1), At(2));

        var merged = SeriesMerge.Merge(stored, [At(1), At(2)], Market.Crypto, Later);

        Assert.Same(stored, merged.Series);
        Assert.False(merged.IsChanged);
        Assert.Equal(2, merged.Unchanged);
        Assert.Empty(merged.Conflicts);
    }

    [Theory]
    [InlineData(OverlapPolicy.ReviseLast, 1, false, true)]
    [InlineData(OverlapPolicy.KeepStored, 0, false, false)]
    [InlineData(OverlapPolicy.TakeNew, 2, true, true)]
    public void Merge_DifferingBars_FollowsThePolicyAndTellsEach(OverlapPolicy policy, int replaced, bool firstIsNew, bool lastIsNew)
    {
        var (first, last) = (At(0) with { Volume = 99 }, At(1) with { Volume = 99 });

        var merged = SeriesMerge.Merge(Series(At(0), At(1)), [first, last], Market.Crypto, Later, policy);

        Assert.Equal([firstIsNew ? first : At(0), lastIsNew ? last : At(1)], Bars(merged.Series));
        Assert.Equal(replaced, merged.Replaced);
        Assert.Equal([Conflict(At(0), first, firstIsNew), Conflict(At(1), last, lastIsNew)], merged.Conflicts);
    }

    [Fact]
    public void Merge_GapsInTheStoredSeries_AreFilledByWhatArrives()
    {
        var merged = SeriesMerge.Merge(Series(At(1), At(4)), [At(0), At(2), At(5)], Market.Crypto, Later);

        Assert.Equal([At(0), At(1), At(2), At(4), At(5)], Bars(merged.Series));
        Assert.Equal(3, merged.Added);
    }

    [Theory]
    [InlineData(double.NaN, 2, 1, 1.5, 1, "missing or not a number")]
    [InlineData(1, double.PositiveInfinity, 1, 1.5, 1, "missing or not a number")]
    [InlineData(0, 2, 0, 1.5, 1, "not positive")]
    [InlineData(1, 2, 1, 1.5, -1, "volume is negative")]
    [InlineData(3, 2, 1, 1.5, 1, "outside")]
    [InlineData(1, 1, 2, 1, 1, "outside")]
    public void Merge_ImpossibleBar_IsRejectedWithAReason(double open, double high, double low, double close, double volume, string reason)
    {
        var merged = SeriesMerge.Merge(Series(), [new Bar(Start, open, high, low, close, volume), At(1)], Market.Crypto, Later);

        Assert.Equal([At(1)], Bars(merged.Series));
        Assert.Contains(reason, Assert.Single(merged.Rejected).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Merge_OffTheGrid_IsRejectedWhereBarsAreOnItOnly()
    {
        var bar = At(0) with { OpenTime = Start.AddMinutes(30) };

        Assert.Contains("04:00:00", Assert.Single(SeriesMerge.Merge(Series(), [bar], Market.Crypto, Later).Rejected).Reason, StringComparison.Ordinal);
        Assert.Equal(1, SeriesMerge.Merge(Series(), [bar], Market.UsEquities, Later).Added);
    }

    /// <summary>Bars from few times and values, so that repeats, overlaps and conflicts are frequent.</summary>
    [Fact]
    public void Merge_AnyOrderOfArrival_GivesTheSameResultAndTheSecondTimeNothing()
    {
        var bar = from slot in Gen.Choose(0, 8) from volume in Gen.Choose(1, 3) from close in Gen.Choose(1, 2) select At(slot) with { Volume = volume, Close = close };
        var runs = from stored in Gen.Choose(0, 8).ListOf() from arrived in bar.ListOf() from shuffled in Gen.Shuffle(arrived.ToArray()) from hours in Gen.Choose(0, 40) select (stored, arrived, shuffled, hours);
        Prop.ForAll(runs.ToArbitrary(), run =>
        {
            var stored = Series([.. run.stored.Distinct().Order().Select(At)]);
            var now = new DateTimeOffset(Start.AddHours(run.hours));
            var one = SeriesMerge.Merge(stored, run.arrived, Market.Crypto, now);
            var other = SeriesMerge.Merge(stored, run.shuffled, Market.Crypto, now);
            var again = SeriesMerge.Merge(one.Series, run.shuffled, Market.Crypto, now);

            Assert.Equal(CanonicalCsv.Write(one.Series), CanonicalCsv.Write(other.Series));
            Assert.Equal(one.Conflicts, other.Conflicts);
            Assert.Equal((one.Added, one.Replaced, one.Unchanged, one.Forming), (other.Added, other.Replaced, other.Unchanged, other.Forming));
            Assert.Same(one.Series, again.Series);
            Assert.Equal(stored.Count + one.Added, one.Series.Count);
        }).QuickCheckThrowOnFailure();
    }

    private static BarConflict Conflict(Bar stored, Bar arrived, bool isNew) => isNew ? new(arrived, stored) : new(stored, arrived);

    private static Bar At(int slot) => new(Start.AddHours(4 * slot), 1, 2, 1, 1.5, slot + 1);

    private static BarSeries Series(params Bar[] bars) => new(
        "TEST",
        Timeframe.H4,
        Array.ConvertAll(bars, bar => bar.OpenTime.Ticks),
        Array.ConvertAll(bars, bar => bar.Open),
        Array.ConvertAll(bars, bar => bar.High),
        Array.ConvertAll(bars, bar => bar.Low),
        Array.ConvertAll(bars, bar => bar.Close),
        Array.ConvertAll(bars, bar => bar.Volume));

    private static IEnumerable<Bar> Bars(BarSeries series) => Enumerable.Range(0, series.Count).Select(i => series[i]);
}
