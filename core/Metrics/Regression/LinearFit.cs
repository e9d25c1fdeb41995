using MathNet.Numerics.LinearAlgebra;
using Serverless.Core.Metrics.Distributions;

namespace Serverless.Core.Metrics.Regression;

/// <summary>
/// A least-squares fit of n observations with k coefficients, intercept first. Tests use Student's t with n − k degrees of freedom. The
/// coefficient of determination and F are against the mean, without an intercept against 0.
/// </summary>
public sealed class LinearFit
{
    private readonly Matrix<double> q;
    private readonly Matrix<double> inverseR;
    private readonly double[] y;

    internal LinearFit(double[] y, Matrix<double> q, Matrix<double> r, bool intercept)
    {
        this.y = y;
        this.q = q;
        inverseR = r.Inverse();
        HasIntercept = intercept;
        var observed = Vector<double>.Build.Dense(y);
        var projected = q.TransposeThisAndMultiply(observed);
        Coefficients = (inverseR * projected).ToArray();
        Residuals = (observed - (q * projected)).ToArray();
        ResidualSumOfSquares = Residuals.Sum(u => u * u);
        ConditionNumber = r.ConditionNumber();
    }

    /// <summary>Whether the first coefficient is the constant.</summary>
    public bool HasIntercept { get; }

    /// <summary>n.</summary>
    public int Observations => y.Length;

    /// <summary>n − k.</summary>
    public int DegreesOfFreedom => y.Length - Coefficients.Length;

    /// <summary>k estimates, intercept first.</summary>
    public double[] Coefficients { get; }

    /// <summary>n residuals u.</summary>
    public double[] Residuals { get; }

    /// <summary>∑u².</summary>
    public double ResidualSumOfSquares { get; }

    /// <summary>∑u² ÷ (n − k).</summary>
    public double ResidualVariance => ResidualSumOfSquares / DegreesOfFreedom;

    /// <summary>Largest ÷ smallest singular value of the regressors, constant included.</summary>
    public double ConditionNumber { get; }

    /// <summary>Classical standard errors, of homoscedastic and independent residuals.</summary>
    public double[] StandardErrors => Errors(Matrix<double>.Build.DenseIdentity(Coefficients.Length) * ResidualVariance);

    /// <summary>Standard errors for residuals of different variances (White, 1980; MacKinnon and White, 1985).</summary>
    public double[] RobustErrors(RobustCovariance kind)
    {
        var weights = new double[y.Length];
        for (var t = 0; t < weights.Length; t++)
        {
            var leverage = q.Row(t).DotProduct(q.Row(t));
            weights[t] = Residuals[t] * Residuals[t] * kind switch
            {
                RobustCovariance.HC0 => 1,
                RobustCovariance.HC1 => (double)y.Length / DegreesOfFreedom,
                RobustCovariance.HC2 => 1 / (1 - leverage),
                RobustCovariance.HC3 => 1 / ((1 - leverage) * (1 - leverage)),
                _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "HC0, HC1, HC2 or HC3."),
            };
        }

        return Errors(q.TransposeThisAndMultiply(Matrix<double>.Build.Dense(y.Length, Coefficients.Length, (t, j) => weights[t] * q[t, j])));
    }

    /// <summary>
    /// Standard errors for residuals of different variances that depend on each other up to <paramref name="lags"/> periods apart, Bartlett
    /// weights 1 − l ÷ (L + 1) (Newey and West, 1987).
    /// </summary>
    /// <param name="lags">L, not negative; see <see cref="LeastSquares.AutomaticLags"/>.</param>
    /// <param name="smallSample">Whether the covariance is multiplied by n ÷ (n − k).</param>
    public double[] NeweyWestErrors(int lags, bool smallSample = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lags);
        var scores = Matrix<double>.Build.Dense(y.Length, Coefficients.Length, (t, j) => Residuals[t] * q[t, j]);
        var covariance = scores.TransposeThisAndMultiply(scores);
        for (var lag = 1; lag <= Math.Min(lags, y.Length - 1); lag++)
        {
            var later = scores.SubMatrix(lag, y.Length - lag, 0, Coefficients.Length);
            var earlier = scores.SubMatrix(0, y.Length - lag, 0, Coefficients.Length);
            var product = later.TransposeThisAndMultiply(earlier);
            covariance += (product + product.Transpose()) * (1 - (lag / (lags + 1.0)));
        }

        return Errors(smallSample ? covariance * ((double)y.Length / DegreesOfFreedom) : covariance);
    }

    /// <summary>t ratios with the given standard errors; null where the error is 0.</summary>
    public double?[] TStatistics(double[] standardErrors)
    {
        ArgumentNullException.ThrowIfNull(standardErrors);
        return [.. Coefficients.Zip(standardErrors, (value, error) => error > 0 ? value / error : (double?)null)];
    }

    /// <summary>Two-sided p-values of the t ratios; null where these are.</summary>
    public double?[] PValues(double[] standardErrors) => Array.ConvertAll(
        TStatistics(standardErrors), t => t is { } ratio ? 2 * StudentT.Survival(Math.Abs(ratio), DegreesOfFreedom) : (double?)null);

    /// <summary>Intervals that cover each coefficient with the given probability.</summary>
    public ConfidenceInterval[] Intervals(double[] standardErrors, double coverage = 0.95)
    {
        ArgumentNullException.ThrowIfNull(standardErrors);
        var t = StudentT.Quantile((1 + coverage) / 2, DegreesOfFreedom);
        return [.. Coefficients.Zip(standardErrors, (value, error) => new ConfidenceInterval(value - (t * error), value + (t * error)))];
    }

    /// <summary>The rows of (X′X)⁻¹ X′: what each observation adds to each coefficient.</summary>
    internal double[][] Projection() => inverseR.TransposeAndMultiply(q).ToRowArrays();

    // Standard errors from the middle of the sandwich in the basis of Q: (X'X)^-1 X'WX (X'X)^-1 = R^-1 (Q'WQ) R^-T.
    private double[] Errors(Matrix<double> middle) =>
        (inverseR * middle).TransposeAndMultiply(inverseR).Diagonal().Select(variance => Math.Sqrt(Math.Max(0, variance))).ToArray();
}
