namespace Serverless.Core.Validation.CrossValidation;

/// <summary>K-fold cross-validation with contiguous folds, which are never shuffled.</summary>
public static class KFold
{
    /// <summary>Each fold is tested once, the others train. Only for observations whose labels do not overlap.</summary>
    /// <param name="count">Number of observations.</param>
    /// <param name="folds">2 … <paramref name="count"/>; the first are one longer where they cannot be equal.</param>
    public static IReadOnlyList<DataSplit> Split(int count, int folds) => Purged(LabelSpans.OfBars(count, horizon: 0), folds, embargo: 0);

    /// <summary>As <see cref="Split"/>, without those observations that share time with the test fold; see <see cref="Purging"/>.</summary>
    /// <param name="labels">Spans of all observations.</param>
    /// <param name="folds">2 … number of observations.</param>
    /// <param name="embargo">Observations left out after each test fold, from the last label end on; not negative.</param>
    /// <param name="contact">Whether labels that touch overlap.</param>
    public static IReadOnlyList<DataSplit> Purged(
        LabelSpans labels, int folds, int embargo, LabelContact contact = LabelContact.Overlaps)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        return [.. IndexRange.Divide(labels.Count, folds).Select(test => new DataSplit(Purging.TrainOf(labels, [test], embargo, contact), [test]))];
    }
}
