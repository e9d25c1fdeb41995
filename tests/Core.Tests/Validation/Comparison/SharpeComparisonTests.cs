using Serverless.Core.Metrics;
using Serverless.Core.Randomness;
using Serverless.Core.Validation.Bootstrap;
using Serverless.Core.Validation.Comparison;
using Serverless.Core.Validation.Hypotheses;

namespace Serverless.Core.Tests.Validation.Comparison;

public sealed class SharpeComparisonTests
{
    private static readonly BootstrapSettings Settings = new() { Replications = 99, Seed = 4 };

    [Fact]
    public void JobsonKorkieMemmel_HandCalculation_Matches()
    {
        var (x, y) = Pair(new SeededRandom(2), 500, 0.1, 0);
        ReturnMoments left = ReturnMoments.Of(x), right = ReturnMoments.Of(y);
        double a = left.Mean / Math.Sqrt(left.Second), b = right.Mean / Math.Sqrt(right.Second), rho = Correlations.Pearson(x, y)!.Value;
        var variance = (2 - (2 * rho) + (0.5 * ((a * a) + (b * b) - (2 * a * b * rho * rho)))) / 500;

        var result = SharpeComparison.JobsonKorkieMemmel(x, y);

        Assert.Equal((a - b) / Math.Sqrt(variance), result.Statistic!.Value, 1e-10);
        Assert.Equal(result.PValue!.Value, SharpeComparison.JobsonKorkieMemmel(y, x).PValue!.Value, 1e-12);
    }

    [Fact]
    public void Tests_EqualSharpeRatios_RejectAtTheirLevel()
    {
        const int Runs = 300;
        var root = new SeededRandom(12);
        int memmel = 0, robust = 0, bootstrap = 0;
        for (var i = 0; i < Runs; i++)
        {
            var (x, y) = Pair(root.Fork(i), 120, 0.1, 0.1);
            memmel += SharpeComparison.JobsonKorkieMemmel(x, y).PValue < 0.1 ? 1 : 0;
            robust += SharpeComparison.Robust(x, y).PValue < 0.1 ? 1 : 0;
            bootstrap += SharpeComparison.LedoitWolf(x, y, Settings with { Seed = i }, blockLength: 4).PValue < 0.1 ? 1 : 0;
        }

        Assert.InRange(memmel / (double)Runs, 0.06, 0.145);
        Assert.InRange(robust / (double)Runs, 0.06, 0.165);
        Assert.InRange(bootstrap / (double)Runs, 0.06, 0.145);
    }

    [Fact]
    public void LedoitWolf_LargeDifference_IsFoundWhateverTheParallelism()
    {
        var (x, y) = Pair(new SeededRandom(3), 800, 0.2, -0.05);

        var result = SharpeComparison.LedoitWolf(x, y, Settings);

        Assert.Equal(1.0 / 100, result.PValue);
        Assert.Equal(result, SharpeComparison.LedoitWolf(x, y, Settings with { Parallelism = 1 }));
        Assert.True(SharpeComparison.Robust(x, y, Alternative.Greater).PValue < 0.001);
    }

    [Fact]
    public void Tests_SameOrConstantOrShortSeries_AreUndefined()
    {
        var (x, y) = Pair(new SeededRandom(3), 50, 0, 0);

        foreach (var (left, right) in new[] { (x, x), (x, new double[50]), (x[..5], y[..5]), ([], []) })
        {
            Assert.Null(SharpeComparison.JobsonKorkieMemmel(left, right).PValue);
            Assert.Null(SharpeComparison.Robust(left, right).PValue);
            Assert.Null(SharpeComparison.LedoitWolf(left, right, Settings).PValue);
        }

        Assert.Throws<ArgumentException>(() => SharpeComparison.Robust(x, [1, 2]));
    }

    [Fact]
    public void Rank_TwoLevelsOfSkill_FormTwoGroups()
    {
        var root = new SeededRandom(44);
        List<(string Name, double[] Returns)> strategies =
        [
            ("weak-a", Series(root.Fork(1), -0.02)),
            ("strong-a", Series(root.Fork(2), 0.25)),
            ("flat", new double[1500]),
            ("strong-b", Series(root.Fork(3), 0.27)),
            ("weak-b", Series(root.Fork(4), 0.0)),
        ];

        var ranked = StrategyRanking.Rank(strategies, 252);

        Assert.Equal(["strong-a", "strong-b"], ranked.Where(strategy => strategy.Group == 1).Select(strategy => strategy.Name).Order());
        Assert.Equal(["weak-a", "weak-b"], ranked.Where(strategy => strategy.Group == 2).Select(strategy => strategy.Name).Order());
        Assert.Equal(("flat", 3, null), (ranked[^1].Name, ranked[^1].Group, ranked[^1].Sharpe));
        Assert.True(ranked[0].Sharpe >= ranked[1].Sharpe && ranked[0].PValue is null && ranked[1].PValue > 0.05);
        Assert.Empty(StrategyRanking.Rank([], 252));
    }

    [Fact]
    public void Matrix_OfStrategies_IsSymmetricWithUndefinedRowsForConstantOnes()
    {
        var (x, y) = Pair(new SeededRandom(5), 100, 0, 0);

        var matrix = Correlations.Matrix([x, y, new double[100]]);

        Assert.Equal(matrix[0][1], matrix[1][0]);
        Assert.Equal(0.5, matrix[0][1]!.Value, 0.25);
        Assert.Equal(1, matrix[1][1]);
        Assert.Null(matrix[2][0]);
        Assert.Null(matrix[2][2]);
    }

    // Correlated by 0.5, with Sharpe ratios per period.
    private static (double[] X, double[] Y) Pair(SeededRandom random, int count, double first, double second)
    {
        double[] x = new double[count], y = new double[count];
        for (var i = 0; i < count; i++)
        {
            var z = random.NextGaussian();
            (x[i], y[i]) = (first + z, second + (0.5 * z) + (Math.Sqrt(0.75) * random.NextGaussian()));
        }

        return (x, y);
    }

    private static double[] Series(SeededRandom random, double sharpe) => [.. Enumerable.Range(0, 1500).Select(_ => sharpe + random.NextGaussian())];
}
