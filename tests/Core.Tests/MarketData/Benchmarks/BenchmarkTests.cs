using Serverless.Core.MarketData;
using Serverless.Core.MarketData.Benchmarks;
using static Serverless.Core.Tests.MarketData.Benchmarks.BasketMarket;

namespace Serverless.Core.Tests.MarketData.Benchmarks;

public sealed class BenchmarkTests
{
    private static readonly BasketRules Plain = new() { MaxWeight = 1, MinHistoryDays = 1, StableDistance = 0, Excluded = [] };

    [Fact]
    public void Of_TwoAssets_HoldsUnitsFromMonthToMonth()
    {
        // November's last closes are 100 and 50, capitalisations 300 and 100: three quarters and one quarter on 1 December.
        var one = Asset("ONE", [.. Flat(30, 100), 110, 121], Flat(32, 300));
        var two = Asset("TWO", [.. Flat(30, 50), 50, 25], Flat(32, 100));

        var benchmark = Benchmark.Of([one, two], Plain);

        var rebalance = Assert.Single(benchmark.Rebalances);
        Assert.Equal(new DateTime(2019, 12, 1), rebalance.At);
        Assert.Equal([new BasketMember("ONE", 300, 0.75), new BasketMember("TWO", 100, 0.25)], rebalance.Members);
        Assert.Equal([Benchmark.DayOf(rebalance.At.Ticks), Benchmark.DayOf(rebalance.At.Ticks) + 1], benchmark.Days);
        // 0.75 × 1.1 + 0.25 = 1.075; 0.75 × 1.21 + 0.25 × 0.5 = 1.0325.
        Assert.Equal(0.075, benchmark.Values[0], 1e-12);
        Assert.Equal((1.0325 / 1.075) - 1, benchmark.Values[1], 1e-12);
    }

    [Fact]
    public void Of_Rebalance_TakesCapitalisationsOfTheDayThatEnds()
    {
        // The capitalisation of 1 December, known on the 2nd, would turn the weights round.
        var one = Asset("ONE", Flat(40, 10), [.. Flat(30, 300), .. Flat(10, 1)]);
        var two = Asset("TWO", Flat(40, 10), Flat(40, 100));

        Assert.Equal(0.75, Benchmark.Of([one, two], Plain).Rebalances[0].Members[0].Weight);
    }

    [Fact]
    public void Of_OneAsset_IsThatAsset()
    {
        var closes = Enumerable.Range(0, 90).Select(i => 100 + (10 * Math.Sin(i))).ToArray();

        var benchmark = Benchmark.Of([Asset("ONE", closes, Flat(90, 5))], Plain);

        Assert.Equal(60, benchmark.Days.Length);
        Assert.All(benchmark.Values.Select((value, i) => (value, i)), pair => Assert.Equal((closes[pair.i + 30] / closes[pair.i + 29]) - 1, pair.value, 1e-12));
    }

    [Fact]
    public void Of_AssetsThatDoNotQualify_NamesTheReasonOfEach()
    {
        var wave = Enumerable.Range(0, 60).Select(i => 100 + (20 * Math.Sin(i))).ToArray();
        var benchmark = Benchmark.Of(
            [
                Asset("GOOD", wave, Flat(60, 5)),
                Asset("NEXT", wave, Flat(60, 4)),
                Asset("SMALL", wave, Flat(60, 3)),
                Asset("WBTC", wave, Flat(60, 9)),
                Asset("USD", Enumerable.Range(0, 60).Select(i => 1 + (0.01 * Math.Sin(i))).ToArray(), Flat(60, 9)),
                Asset("CALM", Enumerable.Range(0, 60).Select(i => 400 + Math.Sin(i)).ToArray(), Flat(60, 2)),
                Asset("NEW", wave[..35], Flat(35, 9), firstDay: 25),
                Asset("GONE", wave[..20], Flat(20, 9)),
                Asset("ZERO", wave, Flat(60, 0)),
                Asset("QUIET", wave, [.. Flat(20, 9), .. Flat(40, 0)]),
            ],
            new BasketRules { MaxWeight = 1, MaxAssets = 2 });

        Assert.Equal(["GOOD", "NEXT"], benchmark.Rebalances[0].Members.Select(member => member.Symbol));
        Assert.Equal(
            [
                "CALM: number 4 by capitalisation; the basket holds 2",
                "GONE: its last price is 10 days old",
                "NEW: traded for 5 days; 30 are needed",
                "QUIET: no capitalisation is known",
                "SMALL: number 3 by capitalisation; the basket holds 2",
                "USD: a stablecoin, by its prices",
                "WBTC: excluded by name",
                "ZERO: no capitalisation is known",
            ],
            benchmark.Rebalances[0].Omitted.Select(omission => $"{omission.Symbol}: {omission.Reason}"));
    }

    [Fact]
    public void Of_HoldingWithoutAPrice_StandsAtItsLastOneAndIsCounted()
    {
        var stays = Asset("STAYS", [.. Flat(30, 100), 100, 110], Flat(32, 100));
        var stops = Asset("STOPS", [.. Flat(30, 100), 90], Flat(31, 100));

        var benchmark = Benchmark.Of([stays, stops], Plain);

        Assert.Equal(-0.05, benchmark.Values[0], 1e-12);
        Assert.Equal((1.0 / 0.95) - 1, benchmark.Values[1], 1e-12);
        Assert.Equal(KeyValuePair.Create("STOPS", 1), Assert.Single(benchmark.Carried));
    }

    [Fact]
    public void Of_MonthInWhichNothingQualifies_HasARebalanceWithoutMembersAndNoReturns()
    {
        var benchmark = Benchmark.Of([Asset("ONE", Flat(70, 10), [.. Flat(35, 0), .. Flat(35, 1)])], Plain);

        Assert.Equal([0, 1], benchmark.Rebalances.Select(rebalance => rebalance.Members.Count));
        Assert.Equal(new DateTime(2020, 1, 1), DateTime.UnixEpoch.AddDays(benchmark.Days[0]));
    }

    [Fact]
    public void Of_NoAsset_IsEmpty() => Assert.Empty(Benchmark.Of([], Plain).Days);

    [Fact]
    public void Of_SymbolTwice_Throws() =>
        Assert.Contains("ONE is given twice", Assert.Throws<ArgumentException>(() => Benchmark.Of([Asset("ONE", [1], [1]), Asset("ONE", [1], [1])], Plain)).Message, StringComparison.Ordinal);

    [Fact]
    public void Of_BarsOfHours_Throws()
    {
        var hours = new BasketAsset(new BarSeries("ONE", Timeframe.H4, new long[1], new double[1], new double[1], new double[1], new double[1], new double[1]), Asset("ONE", [1], [1]).MarketCaps);

        Assert.Contains("resample them to D1", Assert.Throws<ArgumentException>(() => Benchmark.Of([hours], Plain)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_RuleOutOfRange_ThrowsNamingTheKey() =>
        Assert.Contains("benchmark.max_weight is 0", Assert.Throws<ArgumentException>(() => Benchmark.Of([], Plain with { MaxWeight = 0 })).Message, StringComparison.Ordinal);

    private static double[] Flat(int count, double value) => [.. Enumerable.Repeat(value, count)];
}
