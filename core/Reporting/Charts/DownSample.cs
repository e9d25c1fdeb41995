namespace Serverless.Core.Reporting.Charts;

/// <summary>
/// Fewer points with the same picture: of all points in a column of pixels the first, the lowest, the highest and the last stay, in their order. Extremes are never lost.
/// </summary>
internal static class DownSample
{
    /// <summary>Which points stay.</summary>
    /// <param name="x">Coordinates, ascending.</param>
    /// <param name="y">Values; points that are not finite stay where they begin a gap.</param>
    /// <returns>Indices, ascending.</returns>
    public static List<int> Columns(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var kept = new List<int>();
        for (var start = 0; start < x.Length;)
        {
            var column = Math.Floor(x[start]);
            int end = start, low = start, high = start;
            for (; end < x.Length && Math.Floor(x[end]) == column && double.IsFinite(y[end]) == double.IsFinite(y[start]); end++)
            {
                if (y[end] < y[low])
                    low = end;
                if (y[end] > y[high])
                    high = end;
            }

            Span<int> of = [start, Math.Min(low, high), Math.Max(low, high), end - 1];
            foreach (var index in of)
            {
                if (kept.Count == 0 || kept[^1] != index)
                    kept.Add(index);
            }

            start = end;
        }

        return kept;
    }
}
