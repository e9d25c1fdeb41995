namespace Serverless.Core.Validation.Overfitting;

/// <summary>
/// Every split of combinatorially symmetric cross-validation, in lexicographic order of the blocks in-sample. All arrays have one value
/// for each split.
/// </summary>
internal sealed class OverfittingSplits
{
    // Pairs are handed out in this many pieces whatever the number of threads.
    private const int Pieces = 64;
    private readonly BlockMoments blocks;
    private readonly CrossValidationMetric metric;
    private readonly int strategies;
    private readonly uint[] inSampleBlocks;
    private readonly ParallelOptions parallel;

    public OverfittingSplits(ReturnMatrix trials, BlockMoments blocks, int count, CrossValidationMetric metric, ParallelOptions parallel)
    {
        (this.blocks, this.metric, this.parallel, strategies) = (blocks, metric, parallel, trials.Strategies);
        inSampleBlocks = [.. Combinations.Lexicographic(count, count / 2).Select(members => members.Aggregate(0u, (set, block) => set | (1u << block)))];
        Selected = new int[inSampleBlocks.Length];
        InSample = new double[inSampleBlocks.Length];
        OutOfSample = new double[inSampleBlocks.Length];
        Ranks = new double[inSampleBlocks.Length];
        Select();
    }

    public int Count => inSampleBlocks.Length;

    public int[] Selected { get; }

    public double[] InSample { get; }

    public double[] OutOfSample { get; }

    public double[] Ranks { get; }

    /// <summary>How the metric of all strategies is distributed over all parts out-of-sample, on a grid.</summary>
    public GridDistribution All(double from, double to)
    {
        var pieces = new GridDistribution[Pieces];
        ForEachPair((piece, _, left, right) =>
        {
            var distribution = pieces[piece] ??= new GridDistribution(from, to);
            distribution.Add(left);
            distribution.Add(right);
        });
        var all = new GridDistribution(from, to);
        foreach (var piece in pieces)
            all.Add(piece);
        return all;
    }

    /// <summary>Smallest and largest metric of any strategy in any part.</summary>
    public (double Smallest, double Largest) Range()
    {
        var ranges = new (double Smallest, double Largest)[Pieces];
        Array.Fill(ranges, (double.PositiveInfinity, double.NegativeInfinity));
        ForEachPair((piece, _, left, right) =>
        {
            foreach (var value in left)
                ranges[piece] = (Math.Min(ranges[piece].Smallest, value), Math.Max(ranges[piece].Largest, value));
            foreach (var value in right)
                ranges[piece] = (Math.Min(ranges[piece].Smallest, value), Math.Max(ranges[piece].Largest, value));
        });
        return (ranges.Min(range => range.Smallest), ranges.Max(range => range.Largest));
    }

    private void Select() => ForEachPair((_, pair, left, right) =>
    {
        Select(pair, left, right);
        Select(Count - 1 - pair, right, left);
    });

    private void Select(int split, double[] inSample, double[] outOfSample)
    {
        var best = 0;
        for (var k = 1; k < inSample.Length; k++)
            best = inSample[k] > inSample[best] ? k : best;
        int below = 0, equal = 0;
        foreach (var value in outOfSample)
        {
            below += value < outOfSample[best] ? 1 : 0;
            equal += value == outOfSample[best] ? 1 : 0;
        }

        (Selected[split], InSample[split], OutOfSample[split]) = (best, inSample[best], outOfSample[best]);
        Ranks[split] = below + ((equal + 1) / 2.0);
    }

    // A set of blocks and its complement are two splits: each is in-sample once and out-of-sample once.
    private void ForEachPair(Action<int, int, double[], double[]> visit)
    {
        var pairs = Count / 2;
        Parallel.For(0, Pieces, parallel, piece =>
        {
            double[] left = new double[strategies], right = new double[strategies];
            var end = (int)((piece + 1L) * pairs / Pieces);
            for (var pair = (int)((long)piece * pairs / Pieces); pair < end; pair++)
            {
                blocks.Measure(inSampleBlocks[pair], metric, left);
                blocks.Measure(inSampleBlocks[Count - 1 - pair], metric, right);
                visit(piece, pair, left, right);
            }
        });
    }
}
