namespace Serverless.Core.Validation.Overfitting;

/// <summary>
/// Probability of backtest overfitting by combinatorially symmetric cross-validation (Bailey, Borwein, López de Prado and Zhu, 2017): how
/// often the best strategy of one half of the periods is below the median in the other half. Arrays have one value for each split, in
/// lexicographic order of the blocks in-sample.
/// </summary>
public sealed record BacktestOverfitting
{
    /// <summary>Most blocks: 184,756 splits.</summary>
    public const int MostBlocks = 20;

    // It takes as long again as all the rest, twice, and few ask for it.
    private readonly Lazy<(double MeanGap, bool First, bool Second)> againstAll;

    private BacktestOverfitting(OverfittingSplits splits) => againstAll = new(() => Compare(splits));

    /// <summary>S.</summary>
    public required int Blocks { get; init; }

    /// <summary>Periods in a block.</summary>
    public required int BlockLength { get; init; }

    /// <summary>Periods at the start that are left out, so that blocks are equally long: T modulo S.</summary>
    public required int DroppedPeriods { get; init; }

    /// <summary>Index of the strategy that is best in-sample, the first of equals.</summary>
    public required int[] Selected { get; init; }

    /// <summary>Its metric in-sample.</summary>
    public required double[] InSample { get; init; }

    /// <summary>Its metric out-of-sample.</summary>
    public required double[] OutOfSample { get; init; }

    /// <summary>Its rank out-of-sample among all N, 1 for the worst; equal values share their mean rank.</summary>
    public required double[] Ranks { get; init; }

    /// <summary>λ = ln(ω ÷ (1 − ω)) with ω = rank ÷ (N + 1): 0 at the median.</summary>
    public required double[] Logits { get; init; }

    /// <summary>PBO: share of splits with λ ≤ 0.</summary>
    public required double Probability { get; init; }

    /// <summary>Share of splits with λ &lt; 0; differs from <see cref="Probability"/> where N is odd and the median is met.</summary>
    public required double ProbabilityBelowMedian { get; init; }

    /// <summary>Share of splits in which the selected strategy has a metric below 0 out-of-sample.</summary>
    public required double ProbabilityOfLoss { get; init; }

    /// <summary>Performance degradation: metric out-of-sample regressed on metric in-sample; null when the latter does not vary.</summary>
    public required LinearFit? Degradation { get; init; }

    /// <summary>How often each strategy was selected.</summary>
    public required int[] SelectionCounts { get; init; }

    /// <summary>How often rank 1 … N was met; a shared rank counts at the one below.</summary>
    public required int[] RankHistogram { get; init; }

    /// <summary>Mean metric out-of-sample of the selected strategies − that of all strategies in all splits.</summary>
    public double MeanGap => againstAll.Value.MeanGap;

    /// <summary>
    /// Whether selecting dominates picking at random in first order: the distribution of the selected strategies' metric out-of-sample is
    /// nowhere above that of all strategies, at 1,000 equally spaced points.
    /// </summary>
    public bool DominatesInFirstOrder => againstAll.Value.First;

    /// <summary>The same of the integrals of the distributions: what every risk-averse investor agrees on.</summary>
    public bool DominatesInSecondOrder => againstAll.Value.Second;

    /// <summary>Evaluates all C(S, S ÷ 2) splits. The result does not depend on the number of threads.</summary>
    /// <param name="trials">Every trial that was made, at least two.</param>
    /// <param name="blocks">S: even, 2 … <see cref="MostBlocks"/>; a half must hold at least two periods.</param>
    /// <param name="metric">What selects.</param>
    /// <param name="parallel">Threads and cancellation; null for all processors.</param>
    /// <exception cref="ArgumentException">There are too few trials or periods.</exception>
    public static BacktestOverfitting Measure(
        ReturnMatrix trials,
        int blocks = 16,
        CrossValidationMetric metric = CrossValidationMetric.Sharpe,
        ParallelOptions? parallel = null)
    {
        ArgumentNullException.ThrowIfNull(trials);
        if (blocks is < 2 or > MostBlocks || blocks % 2 != 0)
            throw new ArgumentOutOfRangeException(nameof(blocks), blocks, $"The number of blocks must be even and 2 to {MostBlocks}.");
        if (trials.Strategies < 2)
            throw new ArgumentException("Selection needs at least two strategies; there is one.", nameof(trials));
        if (trials.Periods < Math.Max(blocks, 4))
        {
            throw new ArgumentException(
                $"{blocks} blocks need at least {Math.Max(blocks, 4)} periods; there are {trials.Periods}: take fewer blocks.", nameof(trials));
        }

        var moments = new BlockMoments(trials, blocks);
        return Summarise(trials.Strategies, blocks, moments, new OverfittingSplits(trials, moments, blocks, metric, parallel ?? new ParallelOptions()));
    }

    private static BacktestOverfitting Summarise(int strategies, int blocks, BlockMoments moments, OverfittingSplits splits)
    {
        var logits = Array.ConvertAll(splits.Ranks, rank => Math.Log(rank / (strategies + 1 - rank)));
        return new BacktestOverfitting(splits)
        {
            Blocks = blocks,
            BlockLength = moments.Length,
            DroppedPeriods = moments.Dropped,
            Selected = splits.Selected,
            InSample = splits.InSample,
            OutOfSample = splits.OutOfSample,
            Ranks = splits.Ranks,
            Logits = logits,
            Probability = Share(logits, logit => logit <= 0),
            ProbabilityBelowMedian = Share(logits, logit => logit < 0),
            ProbabilityOfLoss = Share(splits.OutOfSample, value => value < 0),
            Degradation = LinearFit.Of(splits.InSample, splits.OutOfSample),
            SelectionCounts = Count(strategies, splits.Selected),
            RankHistogram = Count(strategies, Array.ConvertAll(splits.Ranks, rank => (int)rank - 1)),
        };
    }

    private static (double MeanGap, bool First, bool Second) Compare(OverfittingSplits splits)
    {
        var (smallest, largest) = splits.Range();
        var all = splits.All(smallest, largest);
        var selected = new GridDistribution(smallest, largest);
        selected.Add(splits.OutOfSample);
        var (first, second) = selected.Dominates(all);
        return (selected.Mean - all.Mean, first, second);
    }

    private static double Share(double[] values, Func<double, bool> condition) => (double)values.Count(condition) / values.Length;

    private static int[] Count(int length, int[] indices)
    {
        var counts = new int[length];
        foreach (var index in indices)
            counts[index]++;
        return counts;
    }
}
