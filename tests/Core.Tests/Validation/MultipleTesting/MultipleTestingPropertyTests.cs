using Serverless.Core.Randomness;
using Serverless.Core.Validation;
using Serverless.Core.Validation.Bootstrap;
using Serverless.Core.Validation.MultipleTesting;

namespace Serverless.Core.Tests.Validation.MultipleTesting;

public sealed class MultipleTestingPropertyTests
{
    [Fact]
    public void Draw_AnyThreads_IsBitIdentical()
    {
        var matrix = Noise.Matrix(new SeededRandom(41), 150, 37);
        ResampledMeans Draw(int parallelism) => ResampledMeans.Draw(
            matrix, new StationaryResampler(5), new BootstrapSettings { Replications = 203, Seed = 9, Parallelism = parallelism });
        ResampledMeans one = Draw(1), many = Draw(6);

        for (var b = 0; b < one.Replications; b++)
            Assert.Equal(one.Of(b).ToArray(), many.Of(b).ToArray());
    }

    [Fact]
    public void Draw_EachReplication_IsTheMeanOfItsRows()
    {
        var matrix = Noise.Matrix(new SeededRandom(42), 40, 11);
        var resampler = new CircularBlockResampler(7);
        var drawn = ResampledMeans.Draw(matrix, resampler, new BootstrapSettings { Replications = 6, Seed = 3 });
        var indices = new int[40];
        for (var b = 0; b < 6; b++)
        {
            resampler.Fill(new SeededRandom(3).Fork(b), indices);
            for (var k = 0; k < 11; k++)
                Assert.Equal(indices.Average(t => matrix[t, k]), drawn.Of(b)[k], 1e-15);
        }
    }

    [Fact]
    public void SuperiorAbility_ScaledStrategy_IsTheSame_RealityCheckIsNot()
    {
        var random = new SeededRandom(43);
        var rows = Enumerable.Range(0, 120).Select(_ => Noise.Series(random, 4, edge: 0.1)).ToArray();
        var scaled = rows.Select(row => row.Select((r, k) => k == 1 ? 8 * r : r).ToArray()).ToArray();
        (RealityCheck Check, SuperiorPredictiveAbility Superior) Test(double[][] matrix)
        {
            var differences = ReturnMatrix.FromRows(matrix);
            var resampled = ResampledMeans.Draw(differences, new StationaryResampler(4), new BootstrapSettings { Replications = 500 });
            return (RealityCheck.Test(differences, resampled), SuperiorPredictiveAbility.Test(differences, resampled, 4));
        }

        var (plain, other) = (Test(rows), Test(scaled));

        Assert.Equal(plain.Superior.PConsistent, other.Superior.PConsistent);
        Assert.NotEqual(plain.Check.PValue, other.Check.PValue);
        Assert.True(plain.Superior.PLower <= plain.Superior.PConsistent && plain.Superior.PConsistent <= plain.Superior.PUpper);
    }

    [Fact]
    public void Tests_StrategyThatNeverDiffers_HasNoEvidence()
    {
        var random = new SeededRandom(44);
        var differences = ReturnMatrix.FromColumns([new double[60], Array.ConvertAll(Noise.Series(random, 60), r => r - 0.004)]);
        var resampled = ResampledMeans.Draw(differences, new IndependentResampler(), new BootstrapSettings { Replications = 200 });

        var superior = SuperiorPredictiveAbility.Test(differences, resampled, 1);

        Assert.Equal((0, 1), (superior.Statistic, superior.PConsistent));
        Assert.Empty(StepwiseTest.Studentised(differences, resampled, 1, 0.1).Rejected);
    }

    [Fact]
    public void Stepwise_TwoStrongStrategies_AreBothFound_WithStepDownPValues()
    {
        var random = new SeededRandom(45);
        var differences = ReturnMatrix.FromColumns(
            [Noise.Series(random, 200), Noise.Series(random, 200, 0.6), Noise.Series(random, 200), Noise.Series(random, 200, 0.4)]);
        var resampled = ResampledMeans.Draw(differences, new StationaryResampler(3), new BootstrapSettings { Replications = 999 });

        var test = StepwiseTest.Studentised(differences, resampled, 3, 0.05);

        Assert.Equal([1, 3], test.Rejected);
        Assert.Equal(test.CriticalValues.OrderDescending(), test.CriticalValues);
        Assert.All(test.Rejected, k => Assert.True(test.AdjustedPValues[k] <= 0.05));
        Assert.All([0, 2], k => Assert.True(test.AdjustedPValues[k] > 0.05));
    }

    [Fact]
    public void Arguments_OutOfRange_AreRefused()
    {
        var differences = Noise.Matrix(new SeededRandom(46), 20, 3);
        var resampled = ResampledMeans.Draw(differences, new IndependentResampler(), new BootstrapSettings { Replications = 10 });

        Assert.Throws<ArgumentOutOfRangeException>(() => StepwiseTest.Basic(differences, resampled, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LongRunDeviation(differences.Periods, 0.5));
        Assert.Throws<ArgumentException>(() => RealityCheck.Test(Noise.Matrix(new SeededRandom(1), 20, 4), resampled));
        Assert.Throws<ArgumentException>(() => ResampledMeans.Enumerate(differences, 2, (_, indices) => indices.Clear(), [1]));
        var index = Assert.Throws<AggregateException>(() => ResampledMeans.Enumerate(differences, 1, (_, indices) => indices.Fill(20)));
        Assert.Contains("index 20; there are 20 periods", index.InnerException!.Message, StringComparison.Ordinal);
        Assert.Contains("p-value 1 is 1.5", Assert.Throws<ArgumentException>(() => PValueAdjustment.Holm([0.1, 1.5])).Message, StringComparison.Ordinal);
        Assert.Empty(PValueAdjustment.BenjaminiHochberg([]));
        Assert.Empty(PValueAdjustment.Hommel([]));
    }
}
