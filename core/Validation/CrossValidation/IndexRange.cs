namespace Serverless.Core.Validation.CrossValidation;

/// <summary>Consecutive observations, <c>[Start, End)</c>.</summary>
/// <param name="Start">First observation, from 0.</param>
/// <param name="End">The one after the last.</param>
public readonly record struct IndexRange(int Start, int End)
{
    /// <summary>Number of observations.</summary>
    public int Length => End - Start;

    /// <summary>0 … <paramref name="count"/> − 1 in <paramref name="parts"/> consecutive ranges, of which the first are one longer if need be.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A range would be empty.</exception>
    public static IndexRange[] Divide(int count, int parts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 1);
        if (count < parts)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"{parts} parts need at least {parts} observations; there are {count}.");
        var (length, longer) = Math.DivRem(count, parts);
        var ranges = new IndexRange[parts];
        for (int i = 0, start = 0; i < parts; start = ranges[i++].End)
            ranges[i] = new IndexRange(start, start + length + (i < longer ? 1 : 0));
        return ranges;
    }
}
