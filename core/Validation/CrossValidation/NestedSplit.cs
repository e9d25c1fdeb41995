namespace Serverless.Core.Validation.CrossValidation;

/// <summary>
/// One round of nested cross-validation: parameters are chosen by the inner splits, which see nothing of the outer test part, and what
/// was chosen is trained on the outer training part and judged on the outer test part.
/// </summary>
/// <param name="Outer">The round's own split.</param>
/// <param name="Inner">Splits within the outer training part; ranges count observations of the whole history.</param>
public sealed record NestedSplit(DataSplit Outer, IReadOnlyList<DataSplit> Inner)
{
    /// <summary>Purged k-fold within purged k-fold; see <see cref="KFold.Purged"/>.</summary>
    /// <param name="labels">Spans of all observations.</param>
    /// <param name="outerFolds">At least 2.</param>
    /// <param name="innerFolds">At least 2.</param>
    /// <param name="embargo">Observations left out after every test fold; not negative.</param>
    /// <exception cref="ArgumentException">An outer training part has fewer observations than inner folds.</exception>
    public static IReadOnlyList<NestedSplit> Create(LabelSpans labels, int outerFolds, int innerFolds, int embargo)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(innerFolds, 2);
        return [.. KFold.Purged(labels, outerFolds, embargo).Select(outer => new NestedSplit(outer, InnerOf(labels, outer, innerFolds, embargo)))];
    }

    private static List<DataSplit> InnerOf(LabelSpans labels, DataSplit outer, int folds, int embargo)
    {
        int[] available = [.. DataSplit.Indices(outer.Train)];
        if (available.Length < folds)
        {
            throw new ArgumentException(
                $"Purging leaves {available.Length} observations to train on, too few for {folds} inner folds.", nameof(labels));
        }

        return [.. IndexRange.Divide(available.Length, folds).Select(fold =>
        {
            var test = Runs(available.AsSpan(fold.Start, fold.Length));
            var allowed = Purging.TrainOf(labels, test, embargo);
            return new DataSplit(Intersect(allowed, outer.Train), test);
        })];
    }

    private static List<IndexRange> Runs(ReadOnlySpan<int> indices)
    {
        var runs = new List<IndexRange>();
        foreach (var index in indices)
            runs.Add(new IndexRange(index, index + 1));
        return Purging.Merge(runs);
    }

    private static List<IndexRange> Intersect(IReadOnlyList<IndexRange> left, IReadOnlyList<IndexRange> right) =>
    [
        .. from a in left
           from b in right
           let common = new IndexRange(Math.Max(a.Start, b.Start), Math.Min(a.End, b.End))
           where common.Length > 0
           select common,
    ];
}
