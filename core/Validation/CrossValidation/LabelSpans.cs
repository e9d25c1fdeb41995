namespace Serverless.Core.Validation.CrossValidation;

/// <summary>
/// The time over which each observation learns its outcome: from when it is made to when its label is known, both included. Times are whole
/// numbers of any unit, for example bars or ticks.
/// </summary>
public sealed class LabelSpans
{
    private readonly long[] starts;
    private readonly long[] ends;

    /// <summary>Takes one span for each observation.</summary>
    /// <param name="starts">When each observation is made; not descending.</param>
    /// <param name="ends">When each label is known, not before the start.</param>
    /// <exception cref="ArgumentException">Lengths differ, starts descend, or a label ends before it starts.</exception>
    public LabelSpans(IReadOnlyList<long> starts, IReadOnlyList<long> ends)
    {
        ArgumentNullException.ThrowIfNull(starts);
        ArgumentNullException.ThrowIfNull(ends);
        if (starts.Count != ends.Count)
            throw new ArgumentException($"There are {starts.Count} label starts and {ends.Count} label ends.", nameof(ends));
        for (var i = 0; i < starts.Count; i++)
        {
            if (i > 0 && starts[i] < starts[i - 1])
                throw new ArgumentException($"Label {i} starts at {starts[i]}, before label {i - 1} at {starts[i - 1]}: sort by time.", nameof(starts));
            if (ends[i] < starts[i])
                throw new ArgumentException($"Label {i} ends at {ends[i]}, before its start at {starts[i]}.", nameof(ends));
        }

        (this.starts, this.ends) = ([.. starts], [.. ends]);
    }

    /// <summary>Number of observations.</summary>
    public int Count => starts.Length;

    /// <summary>One observation a bar, whose label is known <paramref name="horizon"/> bars later.</summary>
    /// <param name="count">Number of bars.</param>
    /// <param name="horizon">Not negative; 0 for labels that are known at once.</param>
    public static LabelSpans OfBars(int count, int horizon)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegative(horizon);
        long[] starts = [.. Enumerable.Range(0, count).Select(i => (long)i)];
        return new LabelSpans(starts, Array.ConvertAll(starts, start => start + horizon));
    }

    /// <summary>When observation <paramref name="index"/> is made.</summary>
    public long Start(int index) => starts[index];

    /// <summary>When its label is known.</summary>
    public long End(int index) => ends[index];

    /// <summary>When the last label of a range is known.</summary>
    public long LastEnd(IndexRange range) => ends.AsSpan(range.Start, range.Length).ToArray().Max();

    /// <summary>First observation made after <paramref name="time"/>, or at it where that is not <paramref name="strict"/>.</summary>
    internal int FirstAfter(long time, bool strict)
    {
        int low = 0, high = starts.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (starts[middle] < time || (strict && starts[middle] == time))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
