namespace Serverless.Core.MarketData.Quality;

/// <summary>Medians of centred windows, in time proportional to the values (the window is a constant).</summary>
internal static class RollingMedian
{
    /// <summary>The median of the values from i − <paramref name="reach"/> to i + <paramref name="reach"/>, for every i; windows end where
    /// the values do. The upper median where a window's size is even.</summary>
    public static double[] Centred(ReadOnlySpan<double> values, int reach)
    {
        var medians = new double[values.Length];
        var sorted = new List<double>((2 * reach) + 2);
        for (var next = 0; next < Math.Min(reach, values.Length); next++)
            Insert(sorted, values[next]);
        for (var i = 0; i < values.Length; i++)
        {
            if (i + reach < values.Length)
                Insert(sorted, values[i + reach]);
            if (i - reach - 1 >= 0)
                sorted.RemoveAt(sorted.BinarySearch(values[i - reach - 1]));
            medians[i] = sorted[sorted.Count / 2];
        }

        return medians;
    }

    /// <summary>The upper median of all values; 0 of none.</summary>
    public static double Of(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
            return 0;
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted[sorted.Length / 2];
    }

    private static void Insert(List<double> sorted, double value)
    {
        var found = sorted.BinarySearch(value);
        sorted.Insert(found >= 0 ? found : ~found, value);
    }
}
