namespace Serverless.Core.Metrics;

/// <summary>How two series go together; null for fewer than two pairs, or when a series that must vary does not.</summary>
public static class Correlations
{
    /// <summary>Pearson's correlation, −1 … 1.</summary>
    public static double? Pearson(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var (xx, yy, xy) = Products(x, y);
        return xx == 0 || yy == 0 ? null : Math.Clamp(xy / Math.Sqrt(xx) / Math.Sqrt(yy), -1, 1);
    }

    /// <summary>Slope of the least-squares line of y on x.</summary>
    public static double? Slope(ReadOnlySpan<double> y, ReadOnlySpan<double> x)
    {
        var (xx, _, xy) = Products(x, y);
        return xx == 0 ? null : xy / xx;
    }

    /// <summary>Autocorrelation at a lag, with the mean and variance of the whole series and divisor n; null when it does not vary.</summary>
    public static double? Auto(ReadOnlySpan<double> series, int lag)
    {
        var moments = ReturnMoments.Of(series);
        if (!moments.Varies || lag >= series.Length)
            return null;
        var sum = 0.0;
        for (var i = lag; i < series.Length; i++)
            sum += (series[i] - moments.Mean) * (series[i - lag] - moments.Mean);
        return sum / series.Length / moments.Second;
    }

    /// <summary>Pearson's correlations of every two series of equal length: <c>[i][j]</c>; 1 with itself, null where it is not defined.</summary>
    public static double?[][] Matrix(IReadOnlyList<double[]> series)
    {
        ArgumentNullException.ThrowIfNull(series);
        var result = Enumerable.Range(0, series.Count).Select(_ => new double?[series.Count]).ToArray();
        for (var i = 0; i < series.Count; i++)
        {
            Observations.RequireFinite(series[i], $"series[{i}]");
            for (var j = 0; j <= i; j++)
            {
                Observations.RequireSameLength(series[i], series[j], $"series[{i}]", $"series[{j}]");
                var correlation = Pearson(series[i], series[j]);
                result[i][j] = result[j][i] = i == j && correlation is not null ? 1 : correlation;
            }
        }

        return result;
    }

    // Sums of products of deviations; a series that does not vary but for rounding has none.
    private static (double XX, double YY, double XY) Products(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ReturnMoments left = ReturnMoments.Of(x), right = ReturnMoments.Of(y);
        var xy = 0.0;
        for (var i = 0; i < x.Length; i++)
            xy += (x[i] - left.Mean) * (y[i] - right.Mean);
        return (left.Varies ? left.Second * x.Length : 0, right.Varies ? right.Second * y.Length : 0, xy);
    }
}
