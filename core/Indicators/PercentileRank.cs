using System.Buffers;

namespace Serverless.Core.Indicators;

/// <summary>
/// Percentile rank of a value among the last <c>period</c> values, itself included: 100 × share of them that are less or equal (the weak
/// definition), above 0 … 100. NaN while one is missing.
/// </summary>
public static class PercentileRank
{
    /// <summary>The rank of the close.</summary>
    public static Feature Feature { get; } = new()
    {
        Name = "percentile-rank",
        Outputs = [new("value", arguments => arguments.Whole(0) - 1)],
        Parameters = [FeatureParameter.Period("period", 100)],
        Convention = "100 × share of the last `period` closes, the newest included, that are at most the newest",
        Source = "weak definition of SciPy's percentileofscore",
        Compute = static (set, arguments, result) => Compute(set.Bars.Close, arguments.Whole(0), result[0]),
    };

    /// <summary>
    /// Writes the rank known at each bar; the first <c>period − 1</c> values become NaN. O(n log period): every block of one period is sorted
    /// with the one before it, which together hold all windows that end in it.
    /// </summary>
    /// <param name="values">Oldest first.</param>
    /// <param name="period">Number of values, at least 1.</param>
    /// <param name="result">As long as <paramref name="values"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public static void Compute(ReadOnlySpan<double> values, int period, Span<double> result)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        result[..Math.Min(period - 1, result.Length)].Fill(double.NaN);
        if (result.Length < period)
            return;

        var sorted = ArrayPool<double>.Shared.Rent(2 * period);
        var tree = ArrayPool<int>.Shared.Rent((2 * period) + 1);
        for (var end = period - 1; end < result.Length; end += period)
        {
            var from = end - period + 1;
            var to = Math.Min(end + period, result.Length);
            RankBlock(values[from..to], period, sorted, tree, result[from..to]);
        }

        ArrayPool<int>.Shared.Return(tree);
        ArrayPool<double>.Shared.Return(sorted);
    }

    // Ranks the windows that lie within the values: one that ends at period − 1, and those that follow.
    private static void RankBlock(ReadOnlySpan<double> values, int period, double[] buffer, int[] tree, Span<double> result)
    {
        var sorted = buffer.AsSpan(0, values.Length);
        values.CopyTo(sorted);
        sorted.Sort();
        var window = new RankCounts(tree.AsSpan(0, values.Length + 1));
        for (var i = 0; i < values.Length; i++)
        {
            // Equal values find the same place, whichever of theirs it is. NaN sorts first, and spoils the windows that hold it.
            var rank = double.IsNaN(values[i]) ? -1 : sorted.BinarySearch(values[i]);
            window.Add(rank, 1);
            if (i >= period)
                window.Add(double.IsNaN(values[i - period]) ? -1 : sorted.BinarySearch(values[i - period]), -1);
            if (i >= period - 1)
                result[i] = window.Count < period ? double.NaN : 100.0 * window.CountUpTo(rank) / period;
        }
    }
}
