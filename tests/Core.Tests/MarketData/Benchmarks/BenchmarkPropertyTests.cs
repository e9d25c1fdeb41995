using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.MarketData;
using Serverless.Core.MarketData.Benchmarks;
using Serverless.Core.Randomness;

namespace Serverless.Core.Tests.MarketData.Benchmarks;

/// <summary>What must hold for any market.</summary>
public sealed class BenchmarkPropertyTests
{
    private static readonly BasketRules Rules = new() { MaxAssets = 5, MinHistoryDays = 10 };

    [Fact]
    public void Of_AnyMarket_HasWeightsThatSumToOneWithinTheLimit() => ForSeeds(seed => Benchmark.Of(BasketMarket.Random(seed), Rules).Rebalances
        .Where(rebalance => rebalance.Members.Count > 0)
        .All(rebalance => Math.Abs(rebalance.Members.Sum(member => member.Weight) - 1) < 1e-12
            && rebalance.Members.Count <= Rules.MaxAssets
            && rebalance.Members.All(member => member.Weight <= Math.Max(Rules.MaxWeight, 1.0 / rebalance.Members.Count) * (1 + 1e-12))));

    [Fact]
    public void Of_AnotherFuture_ChangesNothingBeforeIt() => ForSeeds(seed =>
    {
        var assets = BasketMarket.Random(seed);
        var cut = BasketMarket.Start.AddDays(60 + (seed % 90)).Ticks;

        var (real, other) = (Benchmark.Of(assets, Rules), Benchmark.Of([.. assets.Select((asset, i) => OtherFuture(asset, cut, new SeededRandom(seed).Fork(i)))], Rules));

        return Until(real, cut).SequenceEqual(Until(other, cut))
            && real.Rebalances.Where(rebalance => rebalance.At.Ticks <= cut).SelectMany(rebalance => rebalance.Members)
                .SequenceEqual(other.Rebalances.Where(rebalance => rebalance.At.Ticks <= cut).SelectMany(rebalance => rebalance.Members));
    });

    [Fact]
    public void Of_AnyOrderOfAssets_IsTheSame() => ForSeeds(seed =>
        Benchmark.Of(BasketMarket.Random(seed), Rules).Values.SequenceEqual(Benchmark.Of([.. BasketMarket.Random(seed).Reverse()], Rules).Values));

    [Fact]
    public void Of_OtherUnitsOfPriceAndCapitalisation_IsTheSame() => ForSeeds(seed =>
    {
        var assets = BasketMarket.Random(seed);
        var scaled = assets.Select(asset => Changed(asset, 0, price => price * 1024, cap => cap * 4096)).ToList();
        // But for stablecoins, which are told by the unit.
        var rules = Rules with { StableDistance = 0 };
        return Benchmark.Of(assets, rules).Values.SequenceEqual(Benchmark.Of(scaled, rules).Values);
    });

    [Fact]
    public void Of_AnyMarket_LiesBetweenItsWorstAndBestAsset() => ForSeeds(seed =>
    {
        var assets = BasketMarket.Random(seed);
        var ranges = assets.SelectMany(asset => Enumerable.Range(1, asset.Bars.Count - 1)
            .Select(i => (Day: Benchmark.DayOf(asset.Bars.OpenTicks[i]), Value: (asset.Bars.Close[i] / asset.Bars.Close[i - 1]) - 1)))
            .ToLookup(pair => pair.Day, pair => pair.Value);
        var benchmark = Benchmark.Of(assets, Rules);
        // A holding without a price counts as 0.
        return benchmark.Days.Zip(benchmark.Values).All(pair =>
            pair.Second >= ranges[pair.First].Append(0).Min() - 1e-12 && pair.Second <= ranges[pair.First].Append(0).Max() + 1e-12);
    });

    private static void ForSeeds(Func<int, bool> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), holds));

    private static IEnumerable<(int, double)> Until(Benchmark benchmark, long cut) =>
        benchmark.Days.Zip(benchmark.Values).Where(pair => pair.First < Benchmark.DayOf(cut));

    // A figure of a day is known when the day has ended.
    private static BasketAsset OtherFuture(BasketAsset asset, long cut, SeededRandom random) =>
        Changed(asset, cut, price => price * (0.5 + random.NextDouble()), cap => cap * random.NextInt(100));

    private static BasketAsset Changed(BasketAsset asset, long from, Func<double, double> price, Func<double, double> cap)
    {
        var (bars, caps) = (asset.Bars, asset.MarketCaps);
        var days = bars.OpenTicks.ToArray();
        var closes = bars.Close.ToArray().Select((value, i) => days[i] + TimeSpan.TicksPerDay > from ? price(value) : value).ToArray();
        var sizes = caps.Values.ToArray().Select((value, i) => caps.KnownTicks[i] > from ? cap(value) : value).ToArray();
        return new BasketAsset(
            new BarSeries(asset.Symbol, Timeframe.D1, days, closes, closes, closes, closes, new double[closes.Length]),
            new Observations(caps.Symbol, caps.ReferenceTicks.ToArray(), caps.KnownTicks.ToArray(), sizes));
    }
}
