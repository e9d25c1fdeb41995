using MathNet.Numerics.LinearAlgebra;

namespace Serverless.Core.Indicators.Garch;

/// <summary>
/// Standard errors of ω, α and β, in this order. Derivatives of the likelihood are central differences over steps of a thousandth of each parameter.
/// </summary>
/// <param name="Hessian">From the curvature of the likelihood: right where innovations are normal.</param>
/// <param name="Robust">The sandwich of Bollerslev and Wooldridge (1992): right also where they are not.</param>
public sealed record GarchStandardErrors(double[] Hessian, double[] Robust)
{
    private const int Parameters = 3;
    private const double Step = 1e-3;

    /// <summary>Standard errors of a fitted model.</summary>
    /// <param name="model">The model, at the maximum of its likelihood.</param>
    /// <param name="residuals">Returns less their mean, as fitted.</param>
    /// <param name="start">As fitted.</param>
    /// <exception cref="ArgumentException">The likelihood has no curvature there.</exception>
    public static GarchStandardErrors Of(Garch11 model, double[] residuals, GarchStart start)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(residuals);
        double[] at = [model.Omega, model.Alpha, model.Beta];
        double[] steps = Array.ConvertAll(at, value => Step * Math.Max(Math.Abs(value), 1e-4));
        double[] Terms(params (int Index, double Steps)[] moves)
        {
            var point = (double[])at.Clone();
            foreach (var (index, count) in moves)
                point[index] += count * steps[index];
            return TermsAt(point, residuals, start);
        }

        var curvature = Matrix<double>.Build.Dense(Parameters, Parameters, (i, j) =>
            -(Terms((i, 1), (j, 1)).Sum() - Terms((i, 1), (j, -1)).Sum() - Terms((i, -1), (j, 1)).Sum() + Terms((i, -1), (j, -1)).Sum()) / (4 * steps[i] * steps[j]));
        if (!(curvature.Determinant() > 0))
            throw new ArgumentException($"The likelihood of {model} has no maximum there.", nameof(model));
        var slopes = Enumerable.Range(0, Parameters).Select(i => Terms((i, 1)).Zip(Terms((i, -1)), (up, down) => (up - down) / (2 * steps[i])).ToArray()).ToArray();
        var products = Matrix<double>.Build.Dense(Parameters, Parameters, (i, j) => slopes[i].Zip(slopes[j], (x, y) => x * y).Sum());
        var inverse = curvature.Inverse();
        return new GarchStandardErrors(ErrorsOf(inverse), ErrorsOf(inverse * products * inverse));
    }

    private static double[] ErrorsOf(Matrix<double> covariance) => [.. covariance.Diagonal().Select(Math.Sqrt)];

    // The logarithm of the likelihood of each residual.
    private static double[] TermsAt(double[] point, double[] residuals, GarchStart start)
    {
        var model = new Garch11(point[0], point[1], point[2]);
        var variances = model.Variances(residuals, model.FirstVariance(residuals, start));
        return [.. residuals.Zip(variances, (residual, variance) => -0.5 * (Math.Log(2 * Math.PI * variance) + (residual * residual / variance)))];
    }
}
