using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.MarketData.Benchmarks;

namespace Serverless.Core.Tests.MarketData.Benchmarks;

public sealed class CappedWeightsTests
{
    [Fact]
    public void Of_LargeAsset_GivesItsExcessToTheOthersInProportion() =>
        Assert.Equal([0.4, 0.36, 0.24], CappedWeights.Of([900, 60, 40], 0.4), (a, b) => Math.Abs(a - b) < 1e-12);

    [Fact]
    public void Of_ExcessThatLiftsAnotherAboveTheLimit_CapsThatToo() =>
        // 0.7, 0.2, 0.06, 0.04 → 0.4, 0.4, 0.12, 0.08: the second reaches the limit by what the first gave.
        Assert.Equal([0.4, 0.4, 0.12, 0.08], CappedWeights.Of([70, 20, 6, 4], 0.4), (a, b) => Math.Abs(a - b) < 1e-12);

    [Theory]
    [InlineData(1, 0.4)]
    [InlineData(2, 0.4)]
    [InlineData(4, 0.25)]
    public void Of_TooFewAssetsForTheLimit_IsEqualWeights(int count, double limit) =>
        Assert.All(CappedWeights.Of([.. Enumerable.Range(1, count).Select(i => (double)i)], limit), weight => Assert.Equal(1.0 / count, weight));

    [Fact]
    public void Of_AnySizesAndLimit_SumsToOneAndKeepsTheLimitAndTheOrder()
    {
        var sizes = Gen.Choose(1, 1_000_000).Select(n => Math.Pow(n, 3)).NonEmptyListOf().Select(list => list.ToArray());
        var limits = Gen.Choose(1, 100).Select(n => n / 100.0);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(sizes.Zip(limits).ToArbitrary(), given =>
        {
            var weights = CappedWeights.Of(given.Item1, given.Item2);
            var largest = Math.Max(given.Item2, 1.0 / weights.Length);
            var byCap = weights.Zip(given.Item1).OrderBy(pair => pair.Second).Select(pair => pair.First).ToList();
            return Math.Abs(weights.Sum() - 1) < 1e-9
                && weights.All(weight => weight > 0 && weight <= largest * (1 + 1e-12))
                && byCap.Zip(byCap.Skip(1)).All(pair => pair.First <= pair.Second * (1 + 1e-12));
        }));
    }
}
