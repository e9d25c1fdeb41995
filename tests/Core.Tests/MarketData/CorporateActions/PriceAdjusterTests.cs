using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.MarketData;

namespace Serverless.Core.Tests.MarketData.CorporateActions;

public sealed class PriceAdjusterTests
{
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly BarSeries Raw = new(
        "T",
        Timeframe.D1,
        new[] { Day(2), Day(3), Day(6), Day(7) },
        new[] { 100.0, 102, 50, 50.5 },
        new[] { 104.0, 104, 52, 51 },
        new[] { 96.0, 100, 49, 49 },
        new[] { 102.0, 100, 51, 50 },
        new[] { 1000.0, 1100, 2000, 2200 });

    // A split of 2 for 1 on the 6th, a dividend of 0.51 on the 7th: 1 % of the close before it.
    private static readonly AdjustmentFactors Factors = FactorDerivation.FromActions(Raw, [new(Date(6), 2)], [new(Date(7), 0.51)]);

    [Fact]
    public void Adjust_Backward_KeepsTheLatestPrices()
    {
        var split = PriceAdjuster.Adjust(Raw, Factors, PriceAdjustment.Raw, PriceAdjustment.Split);
        var total = PriceAdjuster.Adjust(Raw, Factors, PriceAdjustment.Raw, PriceAdjustment.SplitAndDividend);

        Assert.Equal([51, 50, 51, 50], split.Close);
        Assert.Equal([2000, 2200, 2000, 2200], split.Volume);
        Assert.Equal([51 * 0.99, 50 * 0.99, 51 * 0.99, 50], total.Close.ToArray(), Near);
        Assert.Equal([48 * 0.99, 50 * 0.99, 49 * 0.99, 49], total.Low.ToArray(), Near);
        Assert.Equal(split.Volume, total.Volume);
        Assert.Equal([102, 100, 51, 50], Raw.Close);
    }

    [Fact]
    public void Adjust_Forward_KeepsTheFirstPrices()
    {
        var total = PriceAdjuster.Adjust(Raw, Factors, PriceAdjustment.Raw, PriceAdjustment.SplitAndDividend, AdjustmentDirection.Forward);

        Assert.Equal([102, 100, 102, 100 / 0.99], total.Close.ToArray(), Near);
        Assert.Equal([1000, 1100, 1000, 1100], total.Volume);
    }

    [Fact]
    public void Adjust_ActionsAfterTheLastBar_ShowNothingOfThem()
    {
        var known = Raw.Slice(0, 2);

        Assert.Equal(known.Close, PriceAdjuster.Adjust(known, Factors, PriceAdjustment.Raw, PriceAdjustment.SplitAndDividend).Close);
    }

    [Fact]
    public void Adjust_IntradayBars_TakeTheDateInNewYork()
    {
        // 01:00 UTC on the 6th is the evening of the 5th in New York, before the split.
        var hours = new BarSeries(
            "T", Timeframe.H1, new[] { Day(6) + TimeSpan.TicksPerHour, Day(6) + (15 * TimeSpan.TicksPerHour) }, new[] { 100.0, 50 }, new[] { 100.0, 50 }, new[] { 100.0, 50 },
            new[] { 100.0, 50 }, new[] { 1.0, 1 });

        Assert.Equal([50, 50], PriceAdjuster.Adjust(hours, Factors, PriceAdjustment.Raw, PriceAdjustment.Split).Close);
    }

    [Fact]
    public void Adjust_BarOutsideTheFactors_NamesIt()
    {
        var later = new AdjustmentFactors(Date(3), [new(Date(6), 1, 1, 0)]);

        Assert.Contains("bar 0 is of 2020-01-02", Refused(Raw, later), StringComparison.Ordinal);
        Assert.Contains("bar 2 is of 2020-01-07", Refused(Raw.Slice(1, 3), later), StringComparison.Ordinal);

        static string Refused(BarSeries bars, AdjustmentFactors factors) =>
            Assert.Throws<ArgumentException>(() => PriceAdjuster.Adjust(bars, factors, PriceAdjustment.Raw, PriceAdjustment.Split)).Message;
    }

    [Fact]
    public void Adjust_UnknownAdjustment_IsRefused() =>
        Assert.Throws<ArgumentException>(() => PriceAdjuster.Adjust(Raw, Factors, PriceAdjustment.Unknown, PriceAdjustment.Split));

    [Fact]
    public void Adjust_ThereAndBack_IsTheSameSeries() => ForAnyActions((bars, factors, to) =>
        Enum.GetValues<AdjustmentDirection>().All(direction =>
        {
            var adjusted = PriceAdjuster.Adjust(bars, factors, PriceAdjustment.Raw, to, direction);
            var back = PriceAdjuster.Adjust(adjusted, factors, to, PriceAdjustment.Raw, direction);
            return Same(bars.Close, back.Close) && Same(bars.High, back.High) && Same(bars.Volume, back.Volume);
        }));

    [Fact]
    public void Adjust_BackwardAndForward_DifferByOneFactorPerColumn() => ForAnyActions((bars, factors, to) =>
    {
        var backward = PriceAdjuster.Adjust(bars, factors, PriceAdjustment.Raw, to);
        var forward = PriceAdjuster.Adjust(bars, factors, PriceAdjustment.Raw, to, AdjustmentDirection.Forward);
        var price = forward.Close[0] / backward.Close[0];
        var volume = forward.Volume[0] / backward.Volume[0];
        return bars[0] == forward[0] && bars[bars.Count - 1] == backward[bars.Count - 1]
            && Same(Array.ConvertAll(backward.Close.ToArray(), close => close * price), forward.Close)
            && Same(Array.ConvertAll(backward.Low.ToArray(), low => low * price), forward.Low)
            && Same(Array.ConvertAll(backward.Volume.ToArray(), shares => shares * volume), forward.Volume);
    });

    [Fact]
    public void Adjust_ForSplits_KeepsTheMoneyTradedAndStepsCompose() => ForAnyActions((bars, factors, _) =>
    {
        var split = PriceAdjuster.Adjust(bars, factors, PriceAdjustment.Raw, PriceAdjustment.Split);
        var total = PriceAdjuster.Adjust(bars, factors, PriceAdjustment.Raw, PriceAdjustment.SplitAndDividend);
        var composed = PriceAdjuster.Adjust(split, factors, PriceAdjustment.Split, PriceAdjustment.SplitAndDividend);
        return Same(Money(bars), Money(split)) && Same(total.Close, composed.Close) && Same(total.Volume, composed.Volume);

        static double[] Money(BarSeries series) => [.. Enumerable.Range(0, series.Count).Select(i => series.Close[i] * series.Volume[i])];
    });

    private static void ForAnyActions(Func<BarSeries, AdjustmentFactors, PriceAdjustment, bool> holds)
    {
        var actions = from day in Gen.Choose(1, 60) from amount in Gen.Choose(1, 400) select (day, amount);
        var cases =
            from seed in Gen.Choose(1, 1_000)
            from splits in actions.ArrayOf()
            from dividends in actions.ArrayOf()
            from to in Gen.Elements(PriceAdjustment.Split, PriceAdjustment.SplitAndDividend)
            select (seed, splits, dividends, to);

        Prop.ForAll(cases.ToArbitrary(), given =>
        {
            var bars = SyntheticMarket.Generate("T", Timeframe.D1, Start, 50, given.seed);
            var splits = given.splits.Select(split => new ShareSplit(Date(1).AddDays(split.day), split.amount / 50.0));
            var dividends = given.dividends.DistinctBy(dividend => dividend.day)
                .Select(dividend => new CashDividend(Date(1).AddDays(dividend.day), bars.Close[0] * dividend.amount / 5_000));
            return holds(bars, FactorDerivation.FromActions(bars, splits, dividends), given.to);
        }).QuickCheckThrowOnFailure();
    }

    private static bool Same(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            if (!Near(expected[i], actual[i]))
                return false;
        }

        return expected.Length == actual.Length;
    }

    private static bool Near(double expected, double actual) => Math.Abs((actual / expected) - 1) < 1e-9;

    private static DateOnly Date(int day) => new(2020, 1, day);

    private static long Day(int day) => Date(day).ToDateTime(default).Ticks;
}
