using System.Collections.Immutable;
using Serverless.Core.Metrics;
using Serverless.Core.Randomness;
using Serverless.Core.Validation;
using Serverless.Core.Validation.Overfitting;

namespace Serverless.Core.Tests.Validation.Overfitting;

public sealed class OverfittingPropertyTests
{
    [Fact]
    public void ProbabilityAbove_MomentsChange_MovesAsTheFormulaSays()
    {
        var normal = new SharpeEstimate(0.1, 250);

        Assert.Equal(Math.Sqrt((1 + (0.01 / 2)) / 249), normal.StandardError, 1e-15);
        Assert.True(new SharpeEstimate(0.1, 250, skewness: -1, kurtosis: 6).ProbabilityAbove(0) < normal.ProbabilityAbove(0));
        Assert.True(new SharpeEstimate(0.1, 500).ProbabilityAbove(0) > normal.ProbabilityAbove(0));
        Assert.Equal(0.5, normal.ProbabilityAbove(0.1));
        Assert.Null(normal.MinimumTrackRecord(0.1));
        Assert.Null(normal.MinimumTrackRecord(0.2));
        Assert.Equal(1, normal.MinimumTrackRecord(0, 0.5));
    }

    [Fact]
    public void MinimumTrackRecord_AtThatLength_ReachesTheConfidence()
    {
        var estimate = new SharpeEstimate(0.08, 100, -0.5, 5);
        var length = (int)Math.Ceiling(estimate.MinimumTrackRecord(0.01, 0.99)!.Value);

        Assert.True(new SharpeEstimate(0.08, length, -0.5, 5).ProbabilityAbove(0.01) >= 0.99);
        Assert.True(new SharpeEstimate(0.08, length - 1, -0.5, 5).ProbabilityAbove(0.01) < 0.99);
    }

    [Theory]
    [InlineData(double.NaN, 100, 0, 3, "must be finite")]
    [InlineData(0.1, 1, 0, 3, "observations")]
    [InlineData(0.1, 100, 0, 0, "raw one, 3 for a normal")]
    [InlineData(0.1, 100, -3, 9, "below 1 + skewness")]
    public void SharpeEstimate_ImpossibleMoments_AreRefused(double sharpe, int count, double skewness, double kurtosis, string says)
    {
        var error = Assert.ThrowsAny<ArgumentException>(() => new SharpeEstimate(sharpe, count, skewness, kurtosis));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DeflatedSharpe_OneTrialOrEqualTrials_IsTheProbabilityAboveZero()
    {
        var estimate = new SharpeEstimate(0.1, 250, -0.2, 4);

        Assert.Equal(estimate.ProbabilityAbove(0), DeflatedSharpe.Of(estimate, 1, 0.5).Probability);
        Assert.Equal(estimate.ProbabilityAbove(0), DeflatedSharpe.Of(estimate, 100, 0).Probability);
        Assert.Throws<ArgumentOutOfRangeException>(() => DeflatedSharpe.Of(estimate, 0.5, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => DeflatedSharpe.Of(estimate, 10, -0.1));
    }

    [Fact]
    public void DeflatedSelection_NothingVaries_IsNull() =>
        Assert.Null(DeflatedSelection.Of(ReturnMatrix.FromColumns([new double[10], [.. Enumerable.Repeat(0.01, 10)]])));

    [Fact]
    public void EffectiveTrials_GroupsOfCopies_AreCountedByParticipation()
    {
        var random = new SeededRandom(31);
        double[][] groups = [.. Enumerable.Range(0, 4).Select(_ => Noise.Series(random, 500))];
        var trials = ReturnMatrix.FromColumns([.. Enumerable.Range(0, 40).Select(k => groups[k % 4])]);

        var effective = EffectiveTrials.Of(trials);

        Assert.InRange(effective.ByParticipation, 3.8, 4.2);
        Assert.InRange(EffectiveTrials.EffectiveRank(trials), 3.8, 4.01);
        Assert.InRange(effective.ByAverageCorrelation, 25, 40); // what the average cannot see
        Assert.Equal(new EffectiveTrials(1, 0, 1, 1), EffectiveTrials.Of(ReturnMatrix.FromColumns([groups[0]])));
        Assert.Equal(1, EffectiveTrials.Of(ReturnMatrix.FromColumns([groups[0], groups[0]])).ByAverageCorrelation, 1e-12);
    }

    [Fact]
    public void Measure_AnyThreads_IsBitIdentical()
    {
        var trials = Noise.Matrix(new SeededRandom(32), 203, 25, edge: 0.1);

        var one = BacktestOverfitting.Measure(trials, 12, parallel: new ParallelOptions { MaxDegreeOfParallelism = 1 });
        var many = BacktestOverfitting.Measure(trials, 12, parallel: new ParallelOptions { MaxDegreeOfParallelism = 7 });

        Assert.Equal(one.Logits, many.Logits);
        Assert.Equal(one.OutOfSample, many.OutOfSample);
        Assert.Equal((one.MeanGap, one.Degradation), (many.MeanGap, many.Degradation));
    }

    [Fact]
    public void Measure_OfReturnsFarFromZero_EqualsTheMetricOfThePeriodsThemselves()
    {
        var random = new SeededRandom(33);
        var columns = Enumerable.Range(0, 7).Select(k => Array.ConvertAll(Noise.Series(random, 62), r => (k * 1e4) + r)).ToArray();
        var result = BacktestOverfitting.Measure(ReturnMatrix.FromColumns(columns), 6);
        var split = 0;
        foreach (var blocks in Combinations.Lexicographic(6, 3))
        {
            double[] Part(bool inSample) =>
                [.. columns[result.Selected[split]].Skip(2).Where((_, t) => blocks.Contains(t / 10) == inSample)];
            Assert.Equal(ReturnStatistics.Sharpe(ReturnMoments.Of(Part(true)), 1)!.Value, result.InSample[split], 1e-6 * result.InSample[split]);
            Assert.Equal(ReturnStatistics.Sharpe(ReturnMoments.Of(Part(false)), 1)!.Value, result.OutOfSample[split], 1e-6 * result.OutOfSample[split]);
            split++;
        }

        Assert.Equal((2, 10, 20), (result.DroppedPeriods, result.BlockLength, split));
    }

    [Fact]
    public void Measure_ScaledReturns_SelectAlike()
    {
        var random = new SeededRandom(34);
        var rows = Enumerable.Range(0, 120).Select(_ => Noise.Series(random, 9)).ToArray();
        var plain = BacktestOverfitting.Measure(ReturnMatrix.FromRows(rows), 8);
        var scaled = BacktestOverfitting.Measure(ReturnMatrix.FromRows([.. rows.Select(row => Array.ConvertAll(row, r => 16 * r))]), 8);

        Assert.Equal(plain.Selected, scaled.Selected);
        Assert.Equal(plain.Logits, scaled.Logits);
    }

    [Fact]
    public void Measure_StrategyThatNeverTrades_CountsAsZero()
    {
        var random = new SeededRandom(35);
        var result = BacktestOverfitting.Measure(
            ReturnMatrix.FromColumns([new double[40], Array.ConvertAll(Noise.Series(random, 40), r => -Math.Abs(r) - 0.001)]), 4);

        Assert.Equal([6, 0], result.SelectionCounts);
        Assert.Equal((0, 0), (result.Probability, result.ProbabilityOfLoss));
        Assert.Null(result.Degradation);
        Assert.True(result.DominatesInFirstOrder && result.DominatesInSecondOrder);
    }

    [Fact]
    public void Measure_SelectionThatMisleads_IsDominated()
    {
        // Each strategy gains in one half and loses in the other: what was best is worst.
        var random = new SeededRandom(36);
        double[] Half(int sign) => [.. Enumerable.Range(0, 80).Select(t => ((t < 40 ? sign : -sign) * 0.02) + (0.001 * random.NextGaussian()))];
        var result = BacktestOverfitting.Measure(ReturnMatrix.FromColumns([Half(1), Half(-1), Half(1), Half(-1)]), 2);

        Assert.Equal(1, result.Probability);
        Assert.Equal(1, result.ProbabilityOfLoss);
        Assert.False(result.DominatesInFirstOrder || result.DominatesInSecondOrder);
        Assert.True(result.MeanGap < 0);
    }

    [Theory]
    [InlineData(3, 100, 5, "even and 2 to 20")]
    [InlineData(22, 100, 5, "even and 2 to 20")]
    [InlineData(0, 100, 5, "even and 2 to 20")]
    [InlineData(16, 15, 5, "at least 16 periods")]
    [InlineData(2, 3, 5, "at least 4 periods")]
    [InlineData(4, 100, 1, "at least two strategies")]
    public void Measure_WrongShape_IsRefused(int blocks, int periods, int strategies, string says)
    {
        var trials = Noise.Matrix(new SeededRandom(37), periods, strategies);
        var error = Assert.ThrowsAny<ArgumentException>(() => BacktestOverfitting.Measure(trials, blocks));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReturnMatrix_WrongValues_AreNamed()
    {
        Assert.Contains("Strategy 1 has the return NaN in period 2", Message([[0, 0], [0, 0], [0, double.NaN]]), StringComparison.Ordinal);
        Assert.Contains("Period 1 has 1 returns, period 0 has 2", Message([[0, 0], [0]]), StringComparison.Ordinal);
        Assert.Contains("There is no return", Message([]), StringComparison.Ordinal);

        static string Message(double[][] rows) => Assert.Throws<ArgumentException>(() => ReturnMatrix.FromRows(rows)).Message;
    }

    [Fact]
    public void OutOfSampleDegradation_OfEqualLengths_IsATwoSampleTest()
    {
        var before = new SharpeEstimate(0.2, 250);
        var after = new SharpeEstimate(0.05, 250);

        var degradation = OutOfSampleDegradation.Of(before, after);

        Assert.Equal(0.15, degradation.Loss, 1e-12);
        Assert.Equal(0.25, degradation.Retained!.Value, 1e-12);
        Assert.InRange(degradation.PValue, 0.04, 0.06);
        Assert.Equal(0.5, OutOfSampleDegradation.Of(before, before).PValue);
        Assert.Null(OutOfSampleDegradation.Of(new SharpeEstimate(-0.1, 50), after).Retained);
    }

    [Fact]
    public void Plateau_OfAHillAndOfASpike_TellsThemApart()
    {
        ParameterPlateau At(Func<double, double, double?> score) => ParameterPlateau.Around(Grid(score), Set(20, 60));

        Assert.Equal(new ParameterPlateau(2, 8, 2, 2, 1), At((_, _) => 2));
        Assert.Equal(0, At((fast, slow) => fast == 20 && slow == 60 ? 2 : -1).PlateauScore);
        Assert.Equal(0.4375, At((fast, slow) => fast == 20 && slow == 60 ? 2 : fast == 10 ? null : slow == 50 ? 4 : 1).PlateauScore);
        Assert.Null(At((_, _) => -1).PlateauScore);
        Assert.Equal(3, ParameterPlateau.Around(Grid((_, _) => 1), Set(10, 50)).Neighbours);
        Assert.Throws<ArgumentException>(() => ParameterPlateau.Around(Grid((_, _) => 1), Set(11, 50)));
    }

    [Fact]
    public void Surface_OfAGrid_HasMeanAndBestOfEachPair()
    {
        var points = Grid((fast, slow) => fast * slow).Concat(Grid((fast, slow) => fast == 30 ? null : 3 * fast * slow)).ToList();

        var surface = ParameterSurface.Of(points, "fast", "slow");

        Assert.Equal([10, 20, 30], surface.X);
        Assert.Equal([50, 60, 70], surface.Y);
        Assert.Equal(2 * 20 * 60, surface.Mean[1][1]);
        Assert.Equal(3 * 20 * 60, surface.Best[1][1]);
        Assert.Equal(30 * 70, surface.Mean[2][2]);
        Assert.Throws<ArgumentException>(() => ParameterSurface.Of(points, "fast", "none"));
    }

    private static List<ParameterScore> Grid(Func<double, double, double?> score) =>
        [.. from fast in new double[] { 10, 20, 30 } from slow in new double[] { 50, 60, 70 } select new ParameterScore(Set(fast, slow), score(fast, slow))];

    private static ImmutableSortedDictionary<string, double> Set(double fast, double slow) =>
        ImmutableSortedDictionary<string, double>.Empty.Add("fast", fast).Add("slow", slow);
}
