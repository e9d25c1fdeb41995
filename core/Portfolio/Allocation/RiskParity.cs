using MathNet.Numerics.LinearAlgebra;

namespace Serverless.Core.Portfolio.Allocation;

/// <summary>
/// Weights whose shares of the portfolio's variance are given (equal risk contribution when they are equal): Maillard, Roncalli and Teiletche
/// (2010); found by Newton's method on ½ x'Σx − Σ b ln x (Spinu 2013). Long-only; they sum to 1; unique.
/// </summary>
public static class RiskParity
{
    private const int MostIterations = 200;
    private const double Tolerance = 1e-14;
    private const double NearMinimum = 1e-8;

    /// <summary>Weights with equal contributions.</summary>
    /// <exception cref="ArgumentException">The covariance is not positive definite.</exception>
    public static double[] Weights(Covariance covariance)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        return Weights(covariance, InverseRisk.Equal(covariance.Count));
    }

    /// <summary>Weights with given contributions.</summary>
    /// <param name="covariance">Positive definite.</param>
    /// <param name="budgets">Share of the variance for each asset; positive; taken in proportion to their sum.</param>
    /// <exception cref="ArgumentException">A budget is not positive, or the covariance is not positive definite.</exception>
    public static double[] Weights(Covariance covariance, IReadOnlyList<double> budgets)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        var b = covariance.VectorOf(budgets);
        if (b.Minimum() <= 0)
            throw new ArgumentException($"The risk budget of asset {b.MinimumIndex()} is {b.Minimum()}; it must be positive.", nameof(budgets));
        b /= b.Sum();
        _ = covariance.Solve(b);

        // The scale of the matrix changes nothing but the conditioning.
        var matrix = covariance.Matrix / (covariance.Matrix.Trace() / covariance.Count);
        var x = b.PointwiseSqrt().PointwiseDivide(matrix.Diagonal().PointwiseSqrt());
        for (var iteration = 0; iteration < MostIterations; iteration++)
        {
            var gradient = (matrix * x) - b.PointwiseDivide(x);
            if (gradient.PointwiseMultiply(x).AbsoluteMaximum() < Tolerance)
                break;
            var hessian = matrix + Matrix<double>.Build.DenseOfDiagonalVector(b.PointwiseDivide(x.PointwisePower(2)));
            var step = hessian.Cholesky().Solve(gradient);
            // Near the minimum full steps converge quadratically, where rounding hides any fall of the objective.
            var length = 1.0;
            for (var value = Objective(x); gradient * step > NearMinimum && length > NearMinimum; length /= 2)
            {
                var next = x - (length * step);
                if (next.Minimum() > 0 && Objective(next) <= value)
                    break;
            }

            x -= length * step;
        }

        return [.. x / x.Sum()];

        double Objective(Vector<double> at) => (0.5 * (at * (matrix * at))) - (b * at.PointwiseLog());
    }

    /// <summary>Share of each asset in the variance of a portfolio; they sum to 1.</summary>
    public static double[] Contributions(Covariance covariance, IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        var w = covariance.VectorOf(weights);
        return [.. w.PointwiseMultiply(covariance.Matrix * w) / covariance.Quadratic(w)];
    }

    /// <summary>Rise of the portfolio's volatility for a unit more of each asset.</summary>
    public static double[] MarginalRisk(Covariance covariance, IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        var w = covariance.VectorOf(weights);
        return [.. covariance.Matrix * w / Math.Sqrt(covariance.Quadratic(w))];
    }

    /// <summary>Weighted mean of the volatilities ÷ the portfolio's volatility; 1 without diversification.</summary>
    public static double DiversificationRatio(Covariance covariance, IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        var w = covariance.VectorOf(weights);
        return w * covariance.Matrix.Diagonal().PointwiseSqrt() / Math.Sqrt(covariance.Quadratic(w));
    }
}
