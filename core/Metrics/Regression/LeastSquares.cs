using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Serverless.Core.Metrics.Regression;

/// <summary>Ordinary least squares by QR decomposition, which keeps the digits that normal equations lose when regressors are close.</summary>
public static class LeastSquares
{
    private const double Singular = 1e-12;

    /// <summary>
    /// Fits y = a + b₁ x₁ + … + u. Null when there are no more observations than coefficients, or when a regressor is a linear
    /// combination of others (a constant one beside the intercept, for example), or numbers are too large to square.
    /// </summary>
    /// <param name="y">n observations, finite.</param>
    /// <param name="regressors">One array of n values for each regressor.</param>
    /// <param name="intercept">Whether a constant comes first.</param>
    public static LinearFit? Fit(double[] y, IReadOnlyList<double[]> regressors, bool intercept = true)
    {
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(regressors);
        Observations.RequireFinite(y, nameof(y));
        for (var i = 0; i < regressors.Count; i++)
        {
            Observations.RequireFinite(regressors[i], $"regressors[{i}]");
            Observations.RequireSameLength(y, regressors[i], nameof(y), $"regressors[{i}]");
        }

        List<double[]> columns = [.. regressors];
        if (intercept)
            columns.Insert(0, [.. Enumerable.Repeat(1.0, y.Length)]);
        if (columns.Count == 0 || y.Length <= columns.Count)
            return null;
        var decomposition = Matrix<double>.Build.DenseOfColumnArrays(columns).QR(QRMethod.Thin);
        if (IsSingular(decomposition.R, columns))
            return null;
        var fit = new LinearFit(y, decomposition.Q, decomposition.R, intercept);
        return double.IsFinite(fit.ResidualSumOfSquares) && Array.TrueForAll(fit.Coefficients, double.IsFinite) ? fit : null;
    }

    /// <summary>Lags of a Newey-West estimate that grow with the sample: ⌊4 (n ÷ 100)^(2 ÷ 9)⌋ (Newey and West, 1994, first step).</summary>
    public static int AutomaticLags(int observations) => (int)Math.Floor(4 * Math.Pow(observations / 100.0, 2 / 9.0));

    // What is left of a column beside those before it, against its own length.
    private static bool IsSingular(Matrix<double> r, List<double[]> columns)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            var length = Math.Sqrt(columns[i].Sum(value => value * value));
            if (!(Math.Abs(r[i, i]) > Singular * length))
                return true;
        }

        return false;
    }
}
