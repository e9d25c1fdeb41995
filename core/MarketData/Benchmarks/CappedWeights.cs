namespace Serverless.Core.MarketData.Benchmarks;

/// <summary>Weights in proportion to size, up to a limit.</summary>
public static class CappedWeights
{
    /// <summary>
    /// Weights that sum to 1, none above <paramref name="limit"/>; those below it stand in the proportion of their sizes. When even equal
    /// weights would be above it, weights are equal.
    /// </summary>
    /// <param name="sizes">At least one, positive and finite.</param>
    /// <param name="limit">Above 0 up to 1.</param>
    public static double[] Of(ReadOnlySpan<double> sizes, double limit)
    {
        var weights = new double[sizes.Length];
        if (sizes.Length * limit <= 1)
        {
            Array.Fill(weights, 1.0 / sizes.Length);
            return weights;
        }

        var capped = new bool[sizes.Length];
        // Each round caps one more asset at least, and all of them cannot be.
        for (var free = 1.0; Share(sizes, free, limit, weights, capped) is var remaining && remaining != free; free = remaining)
        {
        }

        return weights;
    }

    // Gives the free weight to those that are not capped, and caps what is above the limit; returns what is free then.
    private static double Share(ReadOnlySpan<double> sizes, double free, double limit, double[] weights, bool[] capped)
    {
        double largest = 0, sum = 0;
        for (var i = 0; i < sizes.Length; i++)
            largest = capped[i] ? largest : Math.Max(largest, sizes[i]);
        for (var i = 0; i < sizes.Length; i++)
            sum += capped[i] ? 0 : sizes[i] / largest;
        for (var i = 0; i < sizes.Length; i++)
        {
            if (capped[i])
                continue;
            weights[i] = sizes[i] / largest / sum * free;
        }

        var remaining = free;
        for (var i = 0; i < sizes.Length; i++)
        {
            if (capped[i] || weights[i] <= limit)
                continue;
            (weights[i], capped[i]) = (limit, true);
            remaining -= limit;
        }

        return remaining;
    }
}
