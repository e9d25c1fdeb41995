using MathNet.Numerics.LinearAlgebra.Double;
using Serverless.Core.Optimization.Space;

namespace Serverless.Core.Optimization.Search;

/// <summary>
/// Regression by a Gaussian process with mean 0, a Matérn-5/2 covariance and noise (Rasmussen and Williams, 2006, chapters 2 and 4). Points
/// are quantiles; along a dimension without an order, two different values are as far apart as its two ends.
/// </summary>
internal sealed class GaussianProcess
{
    private readonly SearchSpace space;
    private readonly IReadOnlyList<double[]> points;
    private readonly Kernel kernel;
    private readonly double[,] factor;
    private readonly double[] weights;

    /// <param name="space">The space.</param>
    /// <param name="points">Observed points; at least one.</param>
    /// <param name="values">What was observed there.</param>
    /// <param name="kernel">The covariance.</param>
    public GaussianProcess(SearchSpace space, IReadOnlyList<double[]> points, IReadOnlyList<double> values, Kernel kernel)
    {
        (this.space, this.points, this.kernel) = (space, [.. points], kernel);
        var n = points.Count;
        var covariance = DenseMatrix.Create(n, n, (i, j) => Covariance(points[i], points[j]) + (i == j ? kernel.Noise : 0));
        factor = covariance.Cholesky().Factor.ToArray();
        var whitened = SolveLower([.. values]);
        Scale = Math.Max(whitened.Sum(value => value * value) / n, 1e-12);
        var logDeterminant = Enumerable.Range(0, n).Sum(i => Math.Log(factor[i, i]));
        LogLikelihood = (-n / 2.0 * Math.Log(Scale)) - logDeterminant;
        weights = SolveUpper(whitened);
    }

    /// <summary>The most likely variance of the process.</summary>
    public double Scale { get; }

    /// <summary>Logarithm of the likelihood of the values, at that variance and up to a constant.</summary>
    public double LogLikelihood { get; }

    /// <summary>The kernel under which the values are most likely, found along one parameter after the other.</summary>
    public static Kernel MostLikely(SearchSpace space, IReadOnlyList<double[]> points, IReadOnlyList<double> values)
    {
        var kernel = new Kernel([.. Enumerable.Repeat(0.3, space.Dimensions.Count)], 0.01);
        var best = new GaussianProcess(space, points, values, kernel).LogLikelihood;
        for (var round = 0; round < 2; round++)
        {
            foreach (var other in kernel.Neighbours())
            {
                var candidate = other(kernel);
                if (new GaussianProcess(space, points, values, candidate).LogLikelihood is var likelihood && likelihood > best)
                    (kernel, best) = (candidate, likelihood);
            }
        }

        return kernel;
    }

    /// <summary>What is expected at a point, and the standard deviation of the process there, without noise.</summary>
    public (double Mean, double Deviation) Predict(double[] point)
    {
        var covariances = new double[points.Count];
        var mean = 0.0;
        for (var i = 0; i < covariances.Length; i++)
        {
            covariances[i] = Covariance(points[i], point);
            mean += covariances[i] * weights[i];
        }

        var explained = SolveLower(covariances).Sum(value => value * value);
        return (mean, Math.Sqrt(Scale * Math.Max(1 - explained, 0)));
    }

    private double Covariance(double[] x, double[] y)
    {
        var square = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var dimension = space.Dimensions[i];
            var distance = (dimension.IsOrdered ? x[i] - y[i] : dimension.At(x[i]) == dimension.At(y[i]) ? 0 : 1) / kernel.Lengths[i];
            square += distance * distance;
        }

        var r = Math.Sqrt(5 * square);
        return (1 + r + (r * r / 3)) * Math.Exp(-r);
    }

    private double[] SolveLower(double[] right)
    {
        for (var i = 0; i < right.Length; i++)
        {
            for (var j = 0; j < i; j++)
                right[i] -= factor[i, j] * right[j];
            right[i] /= factor[i, i];
        }

        return right;
    }

    private double[] SolveUpper(double[] right)
    {
        for (var i = right.Length - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < right.Length; j++)
                right[i] -= factor[j, i] * right[j];
            right[i] /= factor[i, i];
        }

        return right;
    }

    /// <param name="Lengths">Length scale of each dimension.</param>
    /// <param name="Noise">Variance of the noise, relative to that of the process.</param>
    public sealed record Kernel(double[] Lengths, double Noise)
    {
        /// <summary>Twice and half of each length, ten times and a tenth of the noise.</summary>
        public IEnumerable<Func<Kernel, Kernel>> Neighbours()
        {
            foreach (var change in (double[])[0.5, 2])
            {
                for (var i = 0; i < Lengths.Length; i++)
                {
                    var dimension = i;
                    yield return kernel => kernel with { Lengths = [.. kernel.Lengths.Select((length, j) => j == dimension ? Math.Clamp(length * change, 0.05, 5) : length)] };
                }
            }

            foreach (var change in (double[])[0.1, 10])
                yield return kernel => kernel with { Noise = Math.Clamp(kernel.Noise * change, 1e-5, 1) };
        }
    }
}
