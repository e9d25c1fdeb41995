namespace Serverless.Core.Validation.CrossValidation;

/// <summary>
/// Purging and embargo (López de Prado, 2018, "Advances in Financial Machine Learning", section 7.4): what may be trained on, given what is
/// tested on. Per block of consecutive test observations, an observation is left out whose label overlaps the span from the block's first
/// start to its last label END; so are the next ones, as many as the embargo says, counted from the first observation after that end. The
/// embargo is on the right side only: what comes before a test cannot know of it.
/// </summary>
public static class Purging
{
    /// <summary>All observations that may be trained on.</summary>
    /// <param name="labels">Spans of all observations.</param>
    /// <param name="test">Ranges tested on, ascending; those that touch count as one block.</param>
    /// <param name="embargo">Observations left out after each block; not negative.</param>
    /// <param name="contact">Whether labels that touch overlap.</param>
    /// <returns>Ascending ranges; none when nothing is left.</returns>
    /// <exception cref="ArgumentException">A range is empty, not among the observations, or not after the one before.</exception>
    public static IReadOnlyList<IndexRange> TrainOf(
        LabelSpans labels, IReadOnlyList<IndexRange> test, int embargo, LabelContact contact = LabelContact.Overlaps)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(test);
        ArgumentOutOfRangeException.ThrowIfNegative(embargo);
        for (var i = 0; i < test.Count; i++)
        {
            if (test[i].Length < 1 || test[i].End > labels.Count || test[i].Start < (i == 0 ? 0 : test[i - 1].End))
            {
                throw new ArgumentException(
                    $"Test range {i} is {test[i].Start} to {test[i].End}; ranges must be ascending, not empty, and within 0 to {labels.Count}.", nameof(test));
            }
        }

        var leftOut = new bool[labels.Count];
        foreach (var block in Merge(test))
        {
            var from = labels.Start(block.Start);
            var to = labels.LastEnd(block);
            leftOut.AsSpan(block.Start, block.Length).Fill(true);
            var after = labels.FirstAfter(to, strict: contact == LabelContact.Overlaps);
            for (var i = 0; i < after; i++)
            {
                leftOut[i] |= contact == LabelContact.Overlaps
                    ? labels.End(i) >= from
                    : labels.End(i) > from && labels.Start(i) < to;
            }

            leftOut.AsSpan(after, Math.Min(embargo, labels.Count - after)).Fill(true);
        }

        return Kept(leftOut);
    }

    /// <summary>Ranges joined where one ends where the next starts.</summary>
    internal static List<IndexRange> Merge(IReadOnlyList<IndexRange> ranges)
    {
        var merged = new List<IndexRange>();
        foreach (var range in ranges)
        {
            if (merged.Count > 0 && merged[^1].End == range.Start)
                merged[^1] = new IndexRange(merged[^1].Start, range.End);
            else
                merged.Add(range);
        }

        return merged;
    }

    private static List<IndexRange> Kept(bool[] leftOut)
    {
        var kept = new List<IndexRange>();
        var start = 0;
        for (var i = 0; i <= leftOut.Length; i++)
        {
            if (i < leftOut.Length && !leftOut[i])
                continue;
            if (i > start)
                kept.Add(new IndexRange(start, i));
            start = i + 1;
        }

        return kept;
    }
}
