using MathNet.Numerics.LinearAlgebra;

namespace Serverless.Core.Portfolio.Allocation;

/// <summary>Markowitz portfolios in closed form: weights sum to 1 and may be negative. Means, risk-free rate and covariance are of one period
/// length.</summary>
public static class MeanVariance
{
    /// <summary>The portfolio of least variance.</summary>
    /// <exception cref="ArgumentException">The covariance is not positive definite.</exception>
    public static double[] MinimumVariance(Covariance covariance)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        var weights = covariance.Solve(Ones(covariance));
        return [.. weights / weights.Sum()];
    }

    /// <summary>
    /// The portfolio of highest Sharpe ratio; null where there is none: when the portfolio of least variance earns no more than the risk-free
    /// rate, the formula would give the lowest.
    /// </summary>
    /// <param name="covariance">Positive definite.</param>
    /// <param name="mean">Expected return of each asset.</param>
    /// <param name="riskFree">Return without risk.</param>
    public static double[]? MaximumSharpe(Covariance covariance, IReadOnlyList<double> mean, double riskFree = 0)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        var weights = covariance.Solve(covariance.VectorOf(mean) - riskFree);
        return weights.Sum() > 0 ? [.. weights / weights.Sum()] : null;
    }

    /// <summary>The portfolio of least variance among those that earn <paramref name="target"/>.</summary>
    /// <param name="covariance">Positive definite.</param>
    /// <param name="mean">Expected return of each asset, not all the same.</param>
    /// <param name="target">Expected return asked for.</param>
    public static double[] TargetReturn(Covariance covariance, IReadOnlyList<double> mean, double target)
    {
        var (a, b, c) = FrontierConstants(covariance, mean);
        var determinant = (a * c) - (b * b);
        var ones = (c - (b * target)) / determinant;
        var slope = ((a * target) - b) / determinant;
        return [.. covariance.Solve((slope * covariance.VectorOf(mean)) + ones)];
    }

    /// <summary>The portfolio that maximises mean − ½ · aversion · variance.</summary>
    /// <param name="covariance">Positive definite.</param>
    /// <param name="mean">Expected return of each asset.</param>
    /// <param name="aversion">Aversion to risk; positive.</param>
    public static double[] MaximumUtility(Covariance covariance, IReadOnlyList<double> mean, double aversion)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(aversion);
        var (a, b, _) = FrontierConstants(covariance, mean);
        return [.. covariance.Solve(covariance.VectorOf(mean) - ((b - aversion) / a)) / aversion];
    }

    /// <summary>1'Σ⁻¹1, 1'Σ⁻¹μ and μ'Σ⁻¹μ, which describe the frontier (Merton 1972).</summary>
    public static (double A, double B, double C) FrontierConstants(Covariance covariance, IReadOnlyList<double> mean)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        var mu = covariance.VectorOf(mean);
        var (ones, means) = (covariance.Solve(Ones(covariance)), covariance.Solve(mu));
        return (ones.Sum(), means.Sum(), mu * means);
    }

    /// <summary>
    /// Means shrunk towards that of the portfolio of least variance: the Bayes–Stein estimator of Jorion (1986). Sample means are the noisiest
    /// input of an optimiser.
    /// </summary>
    /// <param name="covariance">Covariance of one period's returns.</param>
    /// <param name="mean">Sample means of one period.</param>
    /// <param name="periods">Number of periods they were taken over; more than assets + 2.</param>
    public static double[] ShrunkMean(Covariance covariance, IReadOnlyList<double> mean, int periods)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        var assets = covariance.Count;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(periods, assets + 2);
        var mu = covariance.VectorOf(mean);
        var common = mu * covariance.VectorOf(MinimumVariance(covariance));
        var excess = mu - common;
        var distance = excess * covariance.Solve(excess) * ((double)(periods - assets - 2) / (periods - 1));
        var intensity = (assets + 2) / (assets + 2 + (periods * distance));
        return [.. ((1 - intensity) * mu) + (intensity * common)];
    }

    internal static Vector<double> Ones(Covariance covariance) => Vector<double>.Build.Dense(covariance.Count, 1);
}
