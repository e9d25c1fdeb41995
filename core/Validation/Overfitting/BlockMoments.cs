using System.Numerics;
using Serverless.Core.Metrics;

namespace Serverless.Core.Validation.Overfitting;

/// <summary>
/// Mean and squared deviations of every strategy in equal contiguous blocks of periods, from which the metric of any set of blocks
/// follows without going back to the returns. Deviations within and between blocks are added, which loses no digits when a block's mean is
/// far from the others'. Strategies lie side by side in the processor's vectors, whose width changes no bit.
/// </summary>
internal sealed class BlockMoments
{
    private readonly int width; // strategies, filled up to whole vectors
    private readonly double[] means; // block by block
    private readonly double[] deviations;

    public BlockMoments(ReturnMatrix trials, int blocks)
    {
        width = (trials.Strategies + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;
        Length = trials.Periods / blocks;
        Dropped = trials.Periods % blocks;
        means = new double[blocks * width];
        deviations = new double[blocks * width];
        for (var k = 0; k < trials.Strategies; k++)
        {
            var column = trials.Column(k).AsSpan(Dropped);
            for (var block = 0; block < blocks; block++)
            {
                var moments = ReturnMoments.Of(column.Slice(block * Length, Length));
                means[(block * width) + k] = moments.Mean;
                deviations[(block * width) + k] = moments.Second * Length;
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
        var count = BitOperations.PopCount(blocks);
        Span<double> figures = width <= 512 ? stackalloc double[width] : new double[width];
        for (var k = 0; k < width; k += Vector<double>.Count)
        {
            var mean = MeanOf(blocks, k) / new Vector<double>(count);
            (metric == CrossValidationMetric.Sharpe ? DivideByDeviation(mean, blocks, k, (count * Length) - 1) : mean).CopyTo(figures[k..]);
        }

        figures[..result.Length].CopyTo(result);
    }

    private Vector<double> MeanOf(uint blocks, int k)
    {
        var sum = Vector<double>.Zero;
        for (var rest = blocks; rest != 0; rest &= rest - 1)
            sum += new Vector<double>(means, At(rest, k));
        return sum;
    }

    private Vector<double> DivideByDeviation(Vector<double> mean, uint blocks, int k, int freedom)
    {
        var squares = Vector<double>.Zero;
        var length = new Vector<double>(Length);
        for (var rest = blocks; rest != 0; rest &= rest - 1)
        {
            var difference = new Vector<double>(means, At(rest, k)) - mean;
            squares += new Vector<double>(deviations, At(rest, k)) + (length * difference * difference);
        }

        var deviation = Vector.SquareRoot(squares / new Vector<double>(freedom));
        // The limit of ReturnMoments.Varies.
        var varies = Vector.GreaterThan(deviation, new Vector<double>(1e-12) * Vector.Abs(mean));
        return Vector.ConditionalSelect(varies, mean / deviation, Vector<double>.Zero);
    }

    private int At(uint lowest, int k) => (BitOperations.TrailingZeroCount(lowest) * width) + k;
}
