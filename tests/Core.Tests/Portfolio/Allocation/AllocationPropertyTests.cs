using Serverless.Core.Portfolio.Allocation;
using Serverless.Core.Randomness;

namespace Serverless.Core.Tests.Portfolio.Allocation;

/// <summary>What must hold for any returns, on random ones.</summary>
public sealed class AllocationPropertyTests
{
    [Fact]
    public void LongOnlyPortfolios_RandomReturns_AreWithinBoundsAndBeatRandomOnes() => ForRandomReturns((random, returns) =>
    {
        var (covariance, mean) = (Covariance.OfReturns(returns), Covariance.MeanOfReturns(returns));
        var cap = Math.Min(1, (1 + random.NextDouble()) / covariance.Count * 1.5);
        var lowest = LongOnly.MinimumVariance(covariance, cap);
        var useful = LongOnly.MaximumUtility(covariance, mean, 5, cap);
        AssertInvested(lowest, cap);
        AssertInvested(useful, cap);
        for (var trial = 0; trial < 50; trial++)
        {
            var other = Feasible(random, covariance.Count, cap);
            Assert.True(covariance.Volatility(lowest) <= covariance.Volatility(other) + 1e-12);
            Assert.True(Utility(useful) >= Utility(other) - 1e-12);
        }

        double Utility(double[] weights) => Dot(weights, mean) - (2.5 * Math.Pow(covariance.Volatility(weights), 2));
    });

    [Fact]
    public void MaximumSharpe_RandomReturns_BeatsRandomPortfolios() => ForRandomReturns((random, returns) =>
    {
        var (covariance, mean) = (Covariance.Shrunk(returns), Covariance.MeanOfReturns(returns));
        if (LongOnly.MaximumSharpe(covariance, mean) is not { } best)
        {
            Assert.True(mean.Max() <= 0);
            return;
        }

        AssertInvested(best, 1);
        for (var trial = 0; trial < 50; trial++)
        {
            var other = Feasible(random, covariance.Count, 1);
            Assert.True(Dot(best, mean) / covariance.Volatility(best) >= (Dot(other, mean) / covariance.Volatility(other)) - 1e-9);
        }
    });

    [Fact]
    public void RiskParityAndHierarchical_RandomReturns_AreInvestedAndParityIsEqual() => ForRandomReturns((_, returns) =>
    {
        var covariance = Covariance.OfReturns(returns, 252);
        var parity = RiskParity.Weights(covariance);
        AssertInvested(parity, 1);
        Assert.All(RiskParity.Contributions(covariance, parity), share => Assert.Equal(1.0 / covariance.Count, share, 1e-10));
        AssertInvested(HierarchicalRiskParity.Allocate(covariance).Weights, 1);
        AssertInvested(InverseRisk.Volatility(covariance), 1);
    });

    [Fact]
    public void Shrunk_FewerPeriodsThanAssets_CanBeInverted()
    {
        var random = new SeededRandom(4);
        var returns = Enumerable.Range(0, 8).Select(_ => Enumerable.Range(0, 20).Select(_ => 0.01 * random.NextGaussian()).ToArray()).ToArray();

        Assert.Contains("not positive definite", Assert.Throws<ArgumentException>(() => MeanVariance.MinimumVariance(Covariance.OfReturns(returns))).Message);
        AssertInvested(LongOnly.MinimumVariance(Covariance.Shrunk(returns)), 1);
    }

    [Fact]
    public void Shrunk_TwoAssetsByHand_IsTheFormulaOfLedoitAndWolf()
    {
        // Centred already; their covariance over n stands below.
        double[][] returns = [[2, 0.5], [-2, 0.5], [1, -1], [-1, 0]];
        double[,] s = { { 2.5, -0.25 }, { -0.25, 0.375 } };
        var noise = 0.0;
        foreach (var row in returns)
        {
            for (var i = 0; i < 2; i++)
            {
                for (var j = 0; j < 2; j++)
                    noise += Math.Pow((row[i] * row[j]) - s[i, j], 2);
            }
        }

        var middle = (s[0, 0] + s[1, 1]) / 2;
        var distance = Math.Pow(s[0, 0] - middle, 2) + Math.Pow(s[1, 1] - middle, 2) + (2 * s[0, 1] * s[0, 1]);
        var intensity = Math.Min(1, noise / 16 / distance);

        var shrunk = Covariance.Shrunk(returns);

        Assert.InRange(intensity, 0.01, 0.99);
        Assert.Equal((((1 - intensity) * s[0, 0]) + (intensity * middle)) * 4 / 3, shrunk[0, 0], 1e-12);
        Assert.Equal((1 - intensity) * s[0, 1] * 4 / 3, shrunk[0, 1], 1e-12);
    }

    [Fact]
    public void ShrunkMean_ManyPeriods_IsNearlyTheSampleAndFewAreNearlyCommon()
    {
        var covariance = new Covariance([[0.0004, 0.0001], [0.0001, 0.0009]]);
        double[] mean = [0.001, 0.003];

        var (few, many) = (MeanVariance.ShrunkMean(covariance, mean, 10), MeanVariance.ShrunkMean(covariance, mean, 1_000_000));

        Assert.True(few[1] - few[0] < 0.1 * (mean[1] - mean[0]));
        Assert.Equal(mean[1], many[1], 1e-4);
        Assert.True(few[0] > mean[0] && few[1] < mean[1]);
    }

    [Fact]
    public void MaximumSharpe_NothingEarnsTheRiskFreeRate_IsNone()
    {
        var covariance = new Covariance([[0.04, 0], [0, 0.09]]);

        Assert.Null(MeanVariance.MaximumSharpe(covariance, [0.01, 0.02], 0.03));
        Assert.Null(LongOnly.MaximumSharpe(covariance, [0.01, 0.02], 0.03));
    }

    [Fact]
    public void LongOnly_ImpossibleDemands_AreRefused()
    {
        var covariance = new Covariance([[0.04, 0], [0, 0.09]]);

        Assert.Contains("cap of 0.4", Assert.Throws<ArgumentException>(() => LongOnly.MinimumVariance(covariance, 0.4)).Message);
        Assert.Contains("No weights", Assert.Throws<ArgumentException>(() => LongOnly.TargetReturn(covariance, [0.01, 0.02], 0.03)).Message);
    }

    [Fact]
    public void Covariance_BadMatrix_NamesTheFault()
    {
        Assert.Contains("Row 1 has 1 of 2", Assert.Throws<ArgumentException>(() => new Covariance([[1, 0], [0]])).Message);
        Assert.Contains("assets 1 and 0", Assert.Throws<ArgumentException>(() => new Covariance([[1, 0.5], [0.4, 1]])).Message);
        Assert.Contains("variance of asset 1", Assert.Throws<ArgumentException>(() => new Covariance([[1, 0], [0, 0]])).Message);
        Assert.Contains("Row 1 of the returns", Assert.Throws<ArgumentException>(() => Covariance.OfReturns([[1, 2], [3, double.NaN]])).Message);
        Assert.Contains("asset 1 is NaN", Assert.Throws<ArgumentException>(() => new Covariance([[1, 0], [0, 1]]).Volatility([1, double.NaN])).Message);
    }

    [Theory]
    [InlineData(0.4, 0.5, 1, 0.2)]
    [InlineData(4, 0.5, 0.25, 0.25)]
    [InlineData(-3, 0.5, 1, 0)]
    public void Fractional_FullShare_IsAFractionWithinTheCap(double full, double fraction, double cap, double expected) =>
        Assert.Equal(expected, Kelly.Fractional(full, fraction, cap), 1e-12);

    [Fact]
    public void Outcomes_NoEdgeOrNoLoss_IsNothingOrEverything()
    {
        Assert.Equal(0, Kelly.Outcomes([0.1, -0.1]));
        Assert.Equal(double.PositiveInfinity, Kelly.Outcomes([0.1, 0]));
        Assert.Equal(double.NegativeInfinity, Kelly.LogGrowth(10, [0.1, -0.1]));
    }

    private static void ForRandomReturns(Action<SeededRandom, double[][]> check)
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new SeededRandom(seed);
            var assets = 2 + random.NextInt(8);
            var scales = Enumerable.Range(0, assets).Select(_ => 0.002 + (0.03 * random.NextDouble())).ToArray();
            check(random, [.. Enumerable.Range(0, 60).Select(_ =>
            {
                var market = random.NextGaussian();
                return Array.ConvertAll(scales, scale => scale * (0.05 + (0.6 * market) + (0.8 * random.NextGaussian())));
            })]);
        }
    }

    // Uniform shares, moved towards equal ones as far as the cap asks.
    private static double[] Feasible(SeededRandom random, int assets, double cap)
    {
        var raw = Enumerable.Range(0, assets).Select(_ => -Math.Log(1 - random.NextDouble())).ToArray();
        var shares = Array.ConvertAll(raw, value => value / raw.Sum());
        var equal = 1.0 / assets;
        var most = shares.Max();
        var mix = most <= cap ? 1 : (cap - equal) / (most - equal);
        return Array.ConvertAll(shares, share => equal + (mix * (share - equal)));
    }

    private static void AssertInvested(double[] weights, double cap)
    {
        Assert.Equal(1, weights.Sum(), 1e-10);
        Assert.All(weights, weight => Assert.InRange(weight, 0, cap + 1e-10));
    }

    private static double Dot(double[] one, double[] other) => one.Zip(other, (x, y) => x * y).Sum();
}
