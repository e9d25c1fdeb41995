namespace Serverless.Core.Validation.CrossValidation;

/// <summary>Splits in which every training part lies before its test part.</summary>
public static class TimeSeriesSplits
{
    /// <summary>
    /// Walk-forward windows: the first test part starts at <paramref name="trainLength"/> + <paramref name="gap"/>, each next one where the one
    /// before ended.
    /// </summary>
    /// <param name="count">Number of observations.</param>
    /// <param name="trainLength">Length of the training part (of the first, when anchored); at least 1.</param>
    /// <param name="testLength">Length of a test part; at least 1.</param>
    /// <param name="gap">Observations between the parts, for labels that reach ahead; not negative.</param>
    /// <param name="mode">How the training part moves.</param>
    /// <param name="keepLast">Whether a last test part that is shorter is kept.</param>
    public static IReadOnlyList<DataSplit> WalkForward(
        int count, int trainLength, int testLength, int gap = 0, WalkForwardMode mode = WalkForwardMode.Rolling, bool keepLast = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(trainLength, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(testLength, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(gap);
        var splits = new List<DataSplit>();
        for (long start = (long)trainLength + gap; start + (keepLast ? 1 : testLength) <= count; start += testLength)
        {
            var trainEnd = (int)start - gap;
            var trainStart = mode == WalkForwardMode.Anchored ? 0 : trainEnd - trainLength;
            var testEnd = (int)Math.Min(count, start + testLength);
            splits.Add(new DataSplit([new IndexRange(trainStart, trainEnd)], [new IndexRange((int)start, testEnd)]));
        }

        return splits;
    }

    /// <summary>
    /// A given number of equal test parts up to the last observation, each trained on all before it: the rule of scikit-learn's
    /// <c>TimeSeriesSplit</c>.
    /// </summary>
    /// <param name="count">Number of observations.</param>
    /// <param name="splits">Number of test parts; at least 2.</param>
    /// <param name="gap">Observations between the parts; not negative.</param>
    /// <param name="testLength">Length of a test part; null for count ÷ (splits + 1), rounded down.</param>
    /// <param name="longestTrain">Longest training part; null for no limit.</param>
    /// <exception cref="ArgumentException">Nothing is left to train the first part on.</exception>
    public static IReadOnlyList<DataSplit> Expanding(int count, int splits, int gap = 0, int? testLength = null, int? longestTrain = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(splits, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(gap);
        var length = testLength ?? count / (splits + 1);
        if (length < 1 || longestTrain < 1)
            throw new ArgumentOutOfRangeException(nameof(testLength), length, "Test and training parts need at least one observation.");
        var first = count - ((long)splits * length);
        if (first - gap < 1)
        {
            throw new ArgumentException(
                $"{count} observations are too few for {splits} tests of {length} after a training part and a gap of {gap}.", nameof(count));
        }

        return [.. Enumerable.Range(0, splits).Select(split =>
        {
            var start = (int)first + (split * length);
            var trainEnd = start - gap;
            var trainStart = longestTrain is { } longest ? Math.Max(0, trainEnd - longest) : 0;
            return new DataSplit([new IndexRange(trainStart, trainEnd)], [new IndexRange(start, start + length)]);
        })];
    }
}
