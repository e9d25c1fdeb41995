using Serverless.Core.Metrics;
using Serverless.Core.Randomness;

namespace Serverless.Core.Tests.Metrics;

public sealed class ReturnPassTests
{
    [Fact]
    public void Over_RandomReturns_IsToTheBitWhatTheFunctionsGiveOneByOne()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new SeededRandom(seed);
            var returns = Returns(random, random.NextInt(300));

            var pass = ReturnPass.Over(returns);

            var drawdown = Drawdown.Deepest(returns);
            Assert.Equal(ReturnStatistics.TotalReturn(returns), pass.Growth - 1);
            Assert.Equal((drawdown.Depth, drawdown.LongestUnderwater), (pass.Depth, pass.LongestUnderwater));
            Assert.Equal(ReturnStatistics.DownsideDeviation(returns), ReturnStatistics.DownsideOf(pass.SquaredShortfalls, returns.Length));
            if (returns.Length > 0)
                Assert.Equal(ReturnMoments.Of(returns), ReturnMoments.About(pass.Sum / returns.Length, returns));
        }
    }

    [Fact]
    public void Compute_RandomCurves_IsTheQuotientLessOneAlsoInPlace()
    {
        for (var length = 0; length < 40; length++)
        {
            var random = new SeededRandom(length);
            var equity = Enumerable.Range(0, length).Select(_ => 1 + random.NextDouble()).ToArray();
            var expected = equity.Select((value, i) => (value / (i == 0 ? 3 : equity[i - 1])) - 1).ToArray();
            var apart = new double[length];

            EquityReturns.Compute(3, equity, apart);
            EquityReturns.Compute(3, equity, equity);

            Assert.Equal(expected, apart);
            Assert.Equal(expected, equity);
        }
    }

    // Falls and rises of all sizes, with stretches in which nothing happens.
    private static double[] Returns(SeededRandom random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => random.NextInt(5) == 0 ? 0 : 0.4 * (random.NextDouble() - 0.5))];
}
