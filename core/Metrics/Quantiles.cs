namespace Serverless.Core.Metrics;

/// <summary>Sample quantiles.</summary>
public static class Quantiles
{
    // Rounding of n·p must not step over an order statistic (as in R).
    private const double Fuzz = 4 * 2.220446049250313e-16;

    /// <summary>The quantile of values in ascending order, none of them not-a-number; null without values.</summary>
    /// <param name="ascending">Values in ascending order.</param>
    /// <param name="probability">0 … 1.</param>
    /// <param name="type">Definition; linear interpolation (type 7) unless given.</param>
    public static double? OfSorted(ReadOnlySpan<double> ascending, double probability, QuantileType type = QuantileType.Linear)
    {
        if (probability is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies between 0 and 1.");
        if (ascending.IsEmpty)
            return null;
        var position = Position(ascending.Length, probability, type);
        var below = (int)Math.Floor(position + Fuzz);
        var weight = Weight(position - below, below, type);
        var low = ascending[Math.Clamp(below, 1, ascending.Length) - 1];
        var high = ascending[Math.Clamp(below + 1, 1, ascending.Length) - 1];
        return weight == 0 ? low : weight == 1 ? high : low + (weight * (high - low));
    }

    // Between which order statistics, counted from 1, the quantile lies.
    private static double Position(int n, double probability, QuantileType type)
    {
        var (a, b) = type switch
        {
            QuantileType.InverseDistribution or QuantileType.AveragedInverseDistribution or QuantileType.LinearDistribution => (0.0, 1.0),
            QuantileType.NearestEven => (-0.5, 1.5),
            QuantileType.Hazen => (0.5, 0.5),
            QuantileType.Weibull => (0.0, 0.0),
            QuantileType.Linear => (1.0, 1.0),
            QuantileType.MedianUnbiased => (1 / 3.0, 1 / 3.0),
            QuantileType.NormalUnbiased => (0.375, 0.375),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There are nine types of quantiles, from 1."),
        };
        return a + (probability * (n + 1 - a - b));
    }

    private static double Weight(double fraction, int below, QuantileType type)
    {
        var onStep = Math.Abs(fraction) < Fuzz * Math.Max(1, below);
        return type switch
        {
            QuantileType.InverseDistribution => onStep ? 0 : 1,
            QuantileType.AveragedInverseDistribution => onStep ? 0.5 : 1,
            QuantileType.NearestEven => onStep && below % 2 == 0 ? 0 : 1,
            _ => onStep ? 0 : fraction,
        };
    }
}
