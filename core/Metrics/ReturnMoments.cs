namespace Serverless.Core.Metrics;

/// <summary>Central moments of a series of returns per period, with divisor n.</summary>
/// <param name="Count">n.</param>
/// <param name="Mean">Arithmetic mean; 0 without returns.</param>
/// <param name="Second">m₂, the population variance.</param>
/// <param name="Third">m₃.</param>
/// <param name="Fourth">m₄.</param>
public readonly record struct ReturnMoments(int Count, double Mean, double Second, double Third, double Fourth)
{
    // Rounding leaves a deviation of about 1e-16 of the mean where there is none; a ratio to it would be huge and meaningless.
    private const double NoDeviation = 1e-12;

    /// <summary>Sample standard deviation (divisor n − 1); null for fewer than two returns.</summary>
    public double? Deviation => Count < 2 ? null : Math.Sqrt(Second * Count / (Count - 1));

    /// <summary>Whether there are two different returns, none so large that its square is no number.</summary>
    public bool Varies => Deviation is { } deviation && deviation > NoDeviation * Math.Abs(Mean) && double.IsFinite(deviation);

    /// <summary>Moments of <paramref name="returns"/>, in two passes.</summary>
    public static ReturnMoments Of(ReadOnlySpan<double> returns)
    {
        if (returns.IsEmpty)
            return default;
        var sum = 0.0;
        foreach (var r in returns)
            sum += r;
        return About(sum / returns.Length, returns);
    }

    /// <summary>The moments about <paramref name="mean"/>, which is that of <paramref name="returns"/>; there is one at least.</summary>
    internal static ReturnMoments About(double mean, ReadOnlySpan<double> returns)
    {
        double second = 0, third = 0, fourth = 0;
        foreach (var r in returns)
        {
            var square = (r - mean) * (r - mean);
            second += square;
            third += square * (r - mean);
            fourth += square * square;
        }

        return new ReturnMoments(returns.Length, mean, second / returns.Length, third / returns.Length, fourth / returns.Length);
    }
}
