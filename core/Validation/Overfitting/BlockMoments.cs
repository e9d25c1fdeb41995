using Serverless.Core.Metrics;

namespace Serverless.Core.Validation.Overfitting;

/// <summary>
/// Mean and squared deviations of every strategy in equal contiguous blocks of periods, from which the metric of any set of blocks
/// follows without going back to the returns. Deviations within and between blocks are added, which loses no digits when a block's mean is
/// far from the others'.
/// </summary>
internal sealed class BlockMoments
{
    private readonly int strategies;
    private readonly double[] means; // block by block
    private readonly double[] deviations;

    public BlockMoments(ReturnMatrix trials, int blocks)
    {
        strategies = trials.Strategies;
        Length = trials.Periods / blocks;
        Dropped = trials.Periods % blocks;
        means = new double[blocks * strategies];
        deviations = new double[blocks * strategies];
        for (var k = 0; k < strategies; k++)
        {
            var column = trials.Column(k).AsSpan(Dropped);
            for (var block = 0; block < blocks; block++)
            {
                var moments = ReturnMoments.Of(column.Slice(block * Length, Length));
                means[(block * strategies) + k] = moments.Mean;
                deviations[(block * strategies) + k] = moments.Second * Length;
            }
        }
    }

    /// <summary>Periods in a block.</summary>
    public int Length { get; }

    /// <summary>Periods at the start that are in no block.</summary>
    public int Dropped { get; }

    /// <summary>Writes each strategy's metric over the blocks that are set in <paramref name="blocks"/>.</summary>
    public void Measure(uint blocks, CrossValidationMetric metric, Span<double> result)
    {
        var count = System.Numerics.BitOperations.PopCount(blocks);
        result.Clear();
        for (var rest = blocks; rest != 0; rest &= rest - 1)
        {
            var block = Block(means, rest);
            for (var k = 0; k < result.Length; k++)
                result[k] += block[k];
        }

        for (var k = 0; k < result.Length; k++)
            result[k] /= count;
        if (metric == CrossValidationMetric.Sharpe)
            DivideByDeviation(blocks, (count * Length) - 1, result);
    }

    private void DivideByDeviation(uint blocks, int freedom, Span<double> mean)
    {
        Span<double> squares = strategies <= 512 ? stackalloc double[strategies] : new double[strategies];
        squares.Clear();
        for (var rest = blocks; rest != 0; rest &= rest - 1)
        {
            ReadOnlySpan<double> block = Block(means, rest), within = Block(deviations, rest);
            for (var k = 0; k < mean.Length; k++)
                squares[k] += within[k] + (Length * (block[k] - mean[k]) * (block[k] - mean[k]));
        }

        for (var k = 0; k < mean.Length; k++)
        {
            var deviation = Math.Sqrt(squares[k] / freedom);
            // The limit of ReturnMoments.Varies.
            mean[k] = deviation > 1e-12 * Math.Abs(mean[k]) ? mean[k] / deviation : 0;
        }
    }

    private ReadOnlySpan<double> Block(double[] values, uint lowest) =>
        values.AsSpan(System.Numerics.BitOperations.TrailingZeroCount(lowest) * strategies, strategies);
}
