namespace Serverless.Core.Metrics.Distributions;

/// <summary>Student's t with any positive, also broken, number of degrees of freedom; relative accuracy in both tails.</summary>
public static class StudentT
{
    /// <summary>P(T ≤ t).</summary>
    public static double Cumulative(double t, double degreesOfFreedom) => t > 0 ? 1 - UpperTail(t, degreesOfFreedom) : UpperTail(-t, degreesOfFreedom);

    /// <summary>P(T &gt; t).</summary>
    public static double Survival(double t, double degreesOfFreedom) => Cumulative(-t, degreesOfFreedom);

    /// <summary>The t below which T lies with probability <paramref name="p"/>; infinite at 0 and 1, not-a-number outside.</summary>
    public static double Quantile(double p, double degreesOfFreedom)
    {
        if (p is not (>= 0 and <= 1))
            return double.NaN;
        if (p == 0.5)
            return 0;
        if (p > 0.5)
            return -Quantile(1 - p, degreesOfFreedom);
        return p == 0 ? double.NegativeInfinity : -Roots.Increasing(t => p - UpperTail(t, degreesOfFreedom), 0, 1);
    }

    // P(T > t) for t >= 0.
    private static double UpperTail(double t, double degreesOfFreedom)
    {
        var square = t * t;
        var sum = degreesOfFreedom + square;
        if (t == 0 || double.IsInfinity(sum))
            return t == 0 ? 0.5 : 0;
        // Of the two forms the one whose argument is below one half: the other would lose digits as 1 − x.
        return square <= degreesOfFreedom
            ? (1 - Beta.Regularized(0.5, degreesOfFreedom / 2, square / sum)) / 2
            : Beta.Regularized(degreesOfFreedom / 2, 0.5, degreesOfFreedom / sum) / 2;
    }
}
