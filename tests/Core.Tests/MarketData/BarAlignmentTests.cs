using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.MarketData;
using Serverless.Core.Randomness;
using Serverless.Core.Tests.Strategies;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.MarketData;

public sealed class BarAlignmentTests
{
    private static readonly BarSeries Full = RandomBars.Create(new SeededRandom(1), 40);
    private static readonly Gen<(int[] Absent, int[] Unexpected, int MaxAge)> Cases =
        from absent in Gen.Choose(0, Full.Count - 1).ListOf()
        from unexpected in Gen.Choose(0, Full.Count - 1).ListOf()
        from maxAge in Gen.Choose(1, 4)
        select (absent.ToArray(), unexpected.ToArray(), maxAge);

    [Fact]
    public void Align_Skip_CountsTheGapsAndKeepsTheSeries()
    {
        var bars = Without(3, 4, 9);

        var aligned = BarAlignment.Align(bars, Full.OpenTicks, new SkipMissing());

        Assert.Same(bars, aligned.Series);
        Assert.Equal(new MissingDataCounts(40, 37, 0, 3, 0, LongestGap: 2, LongestFill: 0), aligned.Counts);
        Assert.DoesNotContain(true, aligned.Filled.ToArray());
    }

    [Fact]
    public void Align_ForwardFill_RepeatsTheLastCloseUntilItIsTooOld()
    {
        var aligned = BarAlignment.Align(Without(0, 3, 4, 5, 9), Full.OpenTicks, new ForwardFill(2));

        Assert.Equal(new MissingDataCounts(40, 35, 3, 2, 0, LongestGap: 3, LongestFill: 2), aligned.Counts);
        var (series, close) = (aligned.Series, Full.Close[2]);
        Assert.Equal(new Bar(Full.OpenTime(3), close, close, close, close, 0), series[2]);
        Assert.Equal(new Bar(Full.OpenTime(4), close, close, close, close, 0), series[3]);
        Assert.Equal(Full[6], series[4]);
        Assert.Equal([2, 3, 7], Enumerable.Range(0, series.Count).Where(i => aligned.Filled.Span[i]));
    }

    [Fact]
    public void Align_ModelPolicy_SeesThePastAloneAndFillsWithoutVolume()
    {
        var model = new Midpoints();

        var aligned = BarAlignment.Align(Without(7, 8), Full.OpenTicks, model);

        Assert.Equal([(7, 1, Full.OpenTime(7)), (7, 2, Full.OpenTime(8))], model.Asked);
        Assert.Equal((Full.Close[5] + Full.Close[6]) / 2, aligned.Series.Close[7]);
        Assert.Equal(0, aligned.Series.Volume[8]);
    }

    [Fact]
    public void Align_ModelFillsNonsense_NamesTheBarAndTheModel()
    {
        var error = Assert.Throws<InvalidOperationException>(() => BarAlignment.Align(Without(7), Full.OpenTicks, new Nonsense()));

        Assert.StartsWith("RANDOM: Nonsense filled ", error.Message, StringComparison.Ordinal);
        Assert.Contains("high 1, low 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Align_ExpectedTimesOutOfOrder_AreRefused() =>
        Assert.Throws<ArgumentException>(() => BarAlignment.Align(Full, [5, 5], new SkipMissing()));

    [Fact]
    public void Align_AnyGaps_AddUpAndKeepEveryBar() => Prop.ForAll(Cases.ToArbitrary(), sample =>
    {
        var (bars, expected) = (Without(sample.Absent), Expected(sample.Unexpected));

        var aligned = BarAlignment.Align(bars, expected, new ForwardFill(sample.MaxAge));

        var (counts, filled, series) = (aligned.Counts, aligned.Filled.ToArray(), aligned.Series);
        Assert.Equal(expected.Length, counts.Expected);
        Assert.Equal(counts.Expected, counts.Present + counts.Filled + counts.Absent);
        Assert.Equal(bars.Count, counts.Present + counts.Unexpected);
        Assert.Equal(series.Count, filled.Length);
        Assert.Equal(counts.Filled, filled.Count(flag => flag));
        Assert.InRange(counts.LongestFill, 0, Math.Min(sample.MaxAge, counts.LongestGap));
        Assert.Equal(Bars(bars), Bars(series).Where((_, i) => !filled[i]));
        Assert.All(Bars(series).Where((_, i) => filled[i]), bar =>
        {
            Assert.Contains(bar.OpenTime.Ticks, expected);
            Assert.Equal(0, bar.Volume);
            Assert.Equal(Bars(bars).Last(before => before.OpenTime < bar.OpenTime).Close, bar.Close);
        });
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Align_FutureCutOff_FillsThePastAsBefore() => Prop.ForAll(Cases.ToArbitrary(), sample =>
    {
        var (bars, expected, policy) = (Without(sample.Absent), Expected(sample.Unexpected), new ForwardFill(sample.MaxAge));
        var whole = Bars(BarAlignment.Align(bars, expected, policy).Series);
        var cut = Full.OpenTicks[25];

        var past = BarAlignment.Align(
            bars.Slice(0, Bars(bars).Count(bar => bar.OpenTime.Ticks <= cut)), [.. expected.Where(open => open <= cut)], policy);

        Assert.Equal(whole.Where(bar => bar.OpenTime.Ticks <= cut), Bars(past.Series));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Align_Calendar_FillsSessionsAndLeavesWeekendsOut()
    {
        // Friday, Wednesday: Monday and Tuesday are missing.
        var bars = Daily(5, 10);

        var aligned = BarAlignment.Align(bars, Market.UsEquities, new ForwardFill(1));

        Assert.Equal(new MissingDataCounts(4, 2, 1, 1, 0, LongestGap: 2, LongestFill: 1), aligned.Counts);
        Assert.Equal([5, 8, 10], Bars(aligned.Series).Select(bar => bar.OpenTime.Day));
        Assert.Equal([false, true, false], aligned.Filled.ToArray());
        Assert.Equal((0, 1), (aligned.CountFilled(Day(1), Day(8)), aligned.CountFilled(Day(8), Day(9))));
    }

    [Fact]
    public void Align_CalendarAndSkip_KeepsTheSeriesAndCountsAsGapCountDoes() => Prop.ForAll(Cases.ToArbitrary(), sample =>
    {
        var bars = Without(sample.Absent);

        var aligned = BarAlignment.Align(bars, Market.Crypto, new SkipMissing());

        var missing = GapCount.Of(bars, Market.Crypto).MissingBars;
        Assert.Same(bars, aligned.Series);
        Assert.Equal((missing, 0, bars.Count), (aligned.Counts.Absent, aligned.Counts.Filled, aligned.Counts.Present));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Align_CalendarAndOtherFuture_FillsThePastAsBefore()
    {
        var cases = from seed in Gen.Choose(0, 10_000) from cut in Gen.Choose(0, 199) from maxAge in Gen.Choose(1, 3) select (seed, cut, maxAge);
        var fills = 0;

        Prop.ForAll(cases.ToArbitrary(), sample =>
        {
            var random = new SeededRandom(sample.seed);
            var bars = RandomBars.Create(random, 200);
            var other = RandomBars.WithOtherFuture(bars, sample.cut, random);
            var policy = new ForwardFill(sample.maxAge);

            var (before, after) = (BarAlignment.Align(bars, Market.Crypto, policy), BarAlignment.Align(other, Market.Crypto, policy));

            var known = Bars(before.Series).TakeWhile(bar => bar.OpenTime <= bars.OpenTime(sample.cut)).ToArray();
            Assert.Equal(known, Bars(after.Series).Take(known.Length));
            Assert.Equal(before.Filled[..known.Length].ToArray(), after.Filled[..known.Length].ToArray());
            fills += known.Length - sample.cut - 1;
        }).QuickCheckThrowOnFailure();
        Assert.True(fills > 0);
    }

    private static BarSeries Daily(params int[] days)
    {
        double[] prices = [.. days.Select(day => (double)day)];
        return new BarSeries("SPY", Timeframe.D1, Array.ConvertAll(days, day => Day(day).Ticks), prices, prices, prices, prices, prices);
    }

    private static DateTime Day(int day) => new(2024, 1, day, 0, 0, 0, DateTimeKind.Utc);

    private static BarSeries Without(params int[] absent)
    {
        int[] kept = [.. Enumerable.Range(0, Full.Count).Except(absent)];
        double[] Column(Func<Bar, double> price) => Array.ConvertAll(kept, i => price(Full[i]));
        return new BarSeries(
            Full.Symbol,
            Full.Timeframe,
            Array.ConvertAll(kept, i => Full.OpenTicks[i]),
            Column(bar => bar.Open),
            Column(bar => bar.High),
            Column(bar => bar.Low),
            Column(bar => bar.Close),
            Column(bar => bar.Volume));
    }

    private static long[] Expected(int[] unexpected) => [.. Enumerable.Range(0, Full.Count).Except(unexpected).Select(i => Full.OpenTicks[i])];

    private static Bar[] Bars(BarSeries series) => [.. Enumerable.Range(0, series.Count).Select(i => series[i])];

    private sealed class Midpoints : IMissingDataPolicy
    {
        public List<(int Known, int Age, DateTime Open)> Asked { get; } = [];

        public Bar? Fill(BarSeries past, int age, DateTime openTime)
        {
            Asked.Add((past.Count, age, openTime));
            var price = (past.Close[^2] + past.Close[^1]) / 2;
            return new Bar(openTime, price, price, price, price, 7);
        }
    }

    private sealed class Nonsense : IMissingDataPolicy
    {
        public Bar? Fill(BarSeries past, int age, DateTime openTime) => new Bar(openTime, 1, 1, 2, 1, 0);
    }
}
