using Serverless.Core.Metrics;
using Serverless.Core.Randomness;
using Serverless.Core.Scoring.Evidence;
using Serverless.Core.Validation;
using Serverless.Core.Validation.Bootstrap;
using Serverless.Core.Validation.MultipleTesting;
using Serverless.Core.Validation.Overfitting;

namespace Serverless.Core.Tests.Validation;

/// <summary>What is computed for many strategies or lags at once has the bits of the plain loop.</summary>
public sealed class VectorBitsTests
{
    public static TheoryData<int> Strategies => [1, 3, 4, 8, 13];

    [Theory]
    [MemberData(nameof(Strategies))]
    public void PathFigures_AnyNumberOfStrategies_HaveTheBitsOfALoop(int strategies)
    {
        var matrix = Noise.Matrix(new SeededRandom(1), 200, strategies);
        var days = new int[200];
        new StationaryResampler(5).Fill(new SeededRandom(2), days);
        var paths = new PathFigures(matrix);
        var buffers = paths.CreateBuffers();

        paths.Walk(days, buffers);

        for (var k = 0; k < strategies; k++)
        {
            double sum = 0, squares = 0, equity = 1, peak = 1, depth = 0;
            foreach (var day in days)
            {
                var value = matrix[day, k];
                sum += value;
                squares += value * value;
                equity *= 1 + value;
                peak = Math.Max(peak, equity);
                depth = Math.Max(depth, 1 - (equity / peak));
            }

            Assert.Equal((sum, squares, depth), (buffers.Sums[k], buffers.Squares[k], buffers.Depths[k]));
        }
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(40, 3)]
    [InlineData(517, 12.5)]
    public void LongRunDeviation_AnyLength_HasTheBitsOfALoop(int length, double blockLength)
    {
        var series = Noise.Series(new SeededRandom(3), length, 0.1);
        var moments = ReturnMoments.Of(series);
        var deviations = Array.ConvertAll(series, value => value - moments.Mean);
        var variance = moments.Second;
        var stay = 1 - (1 / blockLength);
        for (var lag = 1; lag < length; lag++)
        {
            var weight = ((1 - ((double)lag / length)) * Math.Pow(stay, lag)) + ((double)lag / length * Math.Pow(stay, length - lag));
            if (weight < 1e-16)
                continue;
            var covariance = 0.0;
            for (var t = lag; t < length; t++)
                covariance += deviations[t] * deviations[t - lag];
            variance += 2 * weight * covariance / length;
        }

        Assert.Equal(Math.Sqrt(Math.Max(0, variance)), new LongRunDeviation(length, blockLength).Of(series));
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void BlockMoments_AnyNumberOfStrategies_HaveTheBitsOfALoop(int strategies)
    {
        var matrix = Noise.Matrix(new SeededRandom(4), 161, strategies);
        int[] members = [1, 2, 5, 7];
        var found = new double[strategies];

        new BlockMoments(matrix, 8).Measure(0b10100110, CrossValidationMetric.Sharpe, found);

        for (var k = 0; k < strategies; k++)
        {
            var blocks = members.Select(block => ReturnMoments.Of(matrix.Column(k).AsSpan(1 + (block * 20), 20))).ToArray();
            double mean = 0, squares = 0;
            foreach (var block in blocks)
                mean += block.Mean;
            mean /= blocks.Length;
            foreach (var block in blocks)
                squares += (block.Second * 20) + (20 * (block.Mean - mean) * (block.Mean - mean));
            Assert.Equal(mean / Math.Sqrt(squares / 79), found[k]);
        }
    }
}
