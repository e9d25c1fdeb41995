using Serverless.Core.Metrics.Distributions;

namespace Serverless.Core.Metrics;

/// <summary>
/// Value at risk and conditional value at risk (expected shortfall) over one period. They are positive when a loss; the tail
/// probability α is that of the left tail (0.05 for 95 % confidence), above 0 and below 1; the mean is not taken out. Null where not defined.
/// </summary>
public static class TailRisk
{
    /// <summary>Historical VaR: minus the α-quantile of the returns (type 7); null without returns.</summary>
    public static double? HistoricalVar(ReadOnlySpan<double> ascendingReturns, double alpha, QuantileType type = QuantileType.Linear) =>
        -Quantiles.OfSorted(ascendingReturns, Tail(alpha), type);

    /// <summary>
    /// Historical CVaR: minus the mean of the worst n·α returns, the last one with the weight of the fraction that is left (Acerbi and Tasche,
    /// 2002; the minimum of Rockafellar and Uryasev, 2000); null without returns.
    /// </summary>
    public static double? HistoricalCvar(ReadOnlySpan<double> ascendingReturns, double alpha)
    {
        var left = ascendingReturns.Length * Tail(alpha);
        if (ascendingReturns.IsEmpty)
            return null;
        var sum = 0.0;
        for (var i = 0; left > i && i < ascendingReturns.Length; i++)
            sum += Math.Min(1, left - i) * ascendingReturns[i];
        return -sum / left;
    }

    /// <summary>Gaussian VaR −(μ + z σ) with the sample deviation (n − 1); null for fewer than two returns.</summary>
    public static double? GaussianVar(in ReturnMoments moments, double alpha) =>
        -(moments.Mean + (StandardNormal.Quantile(Tail(alpha)) * moments.Deviation));

    /// <summary>Gaussian CVaR −μ + σ φ(z) ÷ α with the sample deviation (n − 1); null for fewer than two returns.</summary>
    public static double? GaussianCvar(in ReturnMoments moments, double alpha) =>
        -moments.Mean + (moments.Deviation * StandardNormal.Density(StandardNormal.Quantile(Tail(alpha))) / alpha);

    internal static double Tail(double alpha) => alpha is > 0 and < 1
        ? alpha
        : throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "The tail probability lies between 0 and 1: 0.05 is the worst 5 %.");
}
