using MathNet.Numerics.LinearAlgebra;

namespace Serverless.Core.Portfolio.Allocation;

/// <summary>Markowitz portfolios without short positions: weights of 0 … cap that sum to 1. Exact to rounding (<c>QuadraticProgram</c>).</summary>
public static class LongOnly
{
    /// <summary>The portfolio of least variance.</summary>
    /// <param name="covariance">Positive definite.</param>
    /// <param name="cap">Largest weight of an asset; at least 1 ÷ n.</param>
    /// <exception cref="ArgumentException">The cap allows no full investment, or the covariance is not positive definite.</exception>
    public static double[] MinimumVariance(Covariance covariance, double cap = 1)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        return Clean(Invested(covariance, cap, Vector<double>.Build.Dense(covariance.Count)).Minimise());
    }

    /// <summary>The portfolio of least variance among those that earn <paramref name="target"/>.</summary>
    /// <param name="covariance">Positive definite.</param>
    /// <param name="mean">Expected return of each asset.</param>
    /// <param name="target">Expected return asked for, between the lowest and the highest of the means.</param>
    /// <param name="cap">Largest weight of an asset.</param>
    /// <exception cref="ArgumentException">No such portfolio earns the target.</exception>
    public static double[] TargetReturn(Covariance covariance, IReadOnlyList<double> mean, double target, double cap = 1)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        return Clean(Invested(covariance, cap, Vector<double>.Build.Dense(covariance.Count)).Equal(covariance.VectorOf(mean), target).Minimise());
    }

    /// <summary>The portfolio that maximises mean − ½ · aversion · variance.</summary>
    /// <param name="covariance">Positive definite.</param>
    /// <param name="mean">Expected return of each asset.</param>
    /// <param name="aversion">Aversion to risk; positive.</param>
    /// <param name="cap">Largest weight of an asset.</param>
    public static double[] MaximumUtility(Covariance covariance, IReadOnlyList<double> mean, double aversion, double cap = 1)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(aversion);
        return Clean(Invested(covariance, cap, covariance.VectorOf(mean) / aversion).Minimise());
    }

    /// <summary>The portfolio of highest Sharpe ratio; null when no asset earns more than the risk-free rate.</summary>
    /// <param name="covariance">Positive definite.</param>
    /// <param name="mean">Expected return of each asset.</param>
    /// <param name="riskFree">Return without risk.</param>
    public static double[]? MaximumSharpe(Covariance covariance, IReadOnlyList<double> mean, double riskFree = 0)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        var excess = covariance.VectorOf(mean) - riskFree;
        if (excess.Maximum() <= 0)
            return null;
        // Least variance at an excess return of 1, whatever the sum of weights; the Sharpe ratio does not depend on the scale.
        var program = new QuadraticProgram(covariance, Vector<double>.Build.Dense(covariance.Count)).Equal(excess, 1);
        foreach (var unit in Units(covariance))
            program.AtLeast(unit, 0);
        var scaled = program.Minimise().PointwiseMaximum(0);
        return [.. scaled / scaled.Sum()];
    }

    private static QuadraticProgram Invested(Covariance covariance, double cap, Vector<double> linear)
    {
        if (!(cap * covariance.Count >= 1))
            throw new ArgumentException($"A cap of {cap} on {covariance.Count} assets allows no sum of 1; it must be at least 1 ÷ {covariance.Count}.", nameof(cap));
        var program = new QuadraticProgram(covariance, linear).Equal(MeanVariance.Ones(covariance), 1);
        foreach (var unit in Units(covariance))
        {
            program.AtLeast(unit, 0);
            if (cap < 1)
                program.AtLeast(-unit, -cap);
        }

        return program;
    }

    private static IEnumerable<Vector<double>> Units(Covariance covariance) => Matrix<double>.Build.DenseIdentity(covariance.Count).EnumerateColumns();

    // A weight at its bound may miss it by rounding.
    private static double[] Clean(Vector<double> weights) => [.. weights.PointwiseMaximum(0)];
}
