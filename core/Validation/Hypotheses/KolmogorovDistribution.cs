using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Serverless.Core.Validation.Hypotheses;

/// <summary>Distributions of the Kolmogorov-Smirnov statistics of n observations from the distribution that is tested.</summary>
public static class KolmogorovDistribution
{
    /// <summary>Limit of P(√n D &gt; λ): 2 ∑ (−1)^(k − 1) e^(−2 k² λ²), and its dual series where λ is small.</summary>
    public static double LimitSurvival(double lambda)
    {
        if (!(lambda > 0))
            return double.IsNaN(lambda) ? double.NaN : 1;
        var sum = 0.0;
        if (lambda < 1)
        {
            for (var k = 1; k <= 20; k += 2)
                sum += Math.Exp(-k * k * Math.PI * Math.PI / (8 * lambda * lambda));
            return 1 - (Math.Sqrt(2 * Math.PI) / lambda * sum);
        }

        for (var k = 1; k <= 10; k++)
            sum += (k % 2 == 1 ? 2 : -2) * Math.Exp(-2 * k * k * lambda * lambda);
        return sum;
    }

    /// <summary>
    /// P(D ≥ d), two-sided: by the matrix power of Marsaglia, Tsang and Wang (2003), and where n d² is 4 or more as twice the one-sided probability,
    /// which then differs by less than 1e-10 of it. Time grows with n^1.5 ln n.
    /// </summary>
    public static double Survival(int n, double d)
    {
        if (d <= 0.5 / n)
            return 1;
        if (d >= 1)
            return 0;
        return n * d * d >= 4 ? Math.Min(1, 2 * OneSidedSurvival(n, d)) : Math.Clamp(1 - Cumulative(n, d), 0, 1);
    }

    /// <summary>P(D⁺ ≥ d), which is P(D⁻ ≥ d) (Birnbaum and Tingey, 1951).</summary>
    public static double OneSidedSurvival(int n, double d)
    {
        if (d <= 0)
            return 1;
        var sum = 0.0;
        for (var j = 0; j <= n; j++)
        {
            var rest = 1 - d - ((double)j / n);
            if (rest <= 0)
                break;
            var logarithm = SpecialFunctions.GammaLn(n + 1.0) - SpecialFunctions.GammaLn(j + 1.0) - SpecialFunctions.GammaLn(n - j + 1.0)
                + ((j - 1) * Math.Log(d + ((double)j / n))) + ((n - j) * Math.Log(rest));
            sum += Math.Exp(logarithm);
        }

        return Math.Min(1, d * sum);
    }

    private static double Cumulative(int n, double d)
    {
        var k = (int)(n * d) + 1;
        var m = (2 * k) - 1;
        var h = k - (n * d);
        var step = Matrix<double>.Build.Dense(m, m, (i, j) => i - j + 1 < 0 ? 0 : 1);
        for (var i = 0; i < m; i++)
        {
            step[i, 0] -= Math.Pow(h, i + 1);
            step[m - 1, i] -= Math.Pow(h, m - i);
        }

        step[m - 1, 0] += (2 * h) - 1 > 0 ? Math.Pow((2 * h) - 1, m) : 0;
        step.MapIndexedInplace((i, j, value) => i - j + 1 > 0 ? value / SpecialFunctions.Gamma(i - j + 2) : value);
        var (power, exponent) = Power(step, n);
        var logarithm = SpecialFunctions.GammaLn(n + 1.0) - (n * Math.Log(n)) + (exponent * Math.Log(2));
        return power[k - 1, k - 1] * Math.Exp(logarithm);
    }

    // The matrix to the power n, as a matrix and a power of two beside it: its numbers leave the range of doubles.
    private static (Matrix<double> Value, int Exponent) Power(Matrix<double> matrix, int n)
    {
        var (value, exponent) = (Matrix<double>.Build.DenseIdentity(matrix.RowCount), 0);
        var (square, squareExponent) = (matrix, 0);
        for (var bits = n; bits > 0; bits >>= 1)
        {
            if (bits % 2 == 1)
                (value, exponent) = Scaled(value * square, exponent + squareExponent);
            if (bits > 1)
                (square, squareExponent) = Scaled(square * square, 2 * squareExponent);
        }

        return (value, exponent);
    }

    private static (Matrix<double>, int) Scaled(Matrix<double> matrix, int exponent)
    {
        var shift = Math.ILogB(matrix[matrix.RowCount / 2, matrix.RowCount / 2]);
        return Math.Abs(shift) < 400 ? (matrix, exponent) : (matrix * Math.ScaleB(1, -shift), exponent + shift);
    }
}
