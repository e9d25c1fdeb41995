using MathNet.Numerics.LinearAlgebra;

namespace Serverless.Core.Portfolio.Allocation;

/// <summary>A covariance matrix of n assets: symmetric, with positive variances. Immutable.</summary>
public sealed class Covariance
{
    private const double Asymmetry = 1e-9;

    /// <summary>Checks and wraps a matrix.</summary>
    /// <param name="values">n rows of n finite numbers, in the order of the assets.</param>
    /// <exception cref="ArgumentException">It is empty, not square, not symmetric, not finite, or a variance is not positive; the message names
    /// row and column.</exception>
    public Covariance(double[][] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length == 0)
            throw new ArgumentException("A covariance matrix has at least one asset.", nameof(values));
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i].Length != values.Length)
                throw new ArgumentException($"Row {i} has {values[i].Length} of {values.Length} columns.", nameof(values));
            for (var j = 0; j <= i; j++)
            {
                if (!double.IsFinite(values[i][j]) || !double.IsFinite(values[j][i]))
                    throw new ArgumentException($"The covariance of assets {i} and {j} is not finite.", nameof(values));
                if (!(Math.Abs(values[i][j] - values[j][i]) <= Asymmetry * Math.Sqrt(Math.Abs(values[i][i] * values[j][j]))))
                    throw new ArgumentException($"The covariance of assets {i} and {j} differs from that of {j} and {i}.", nameof(values));
            }

            if (!(values[i][i] > 0))
                throw new ArgumentException($"The variance of asset {i} is {values[i][i]}; it must be positive.", nameof(values));
        }

        Matrix = Matrix<double>.Build.DenseOfRowArrays(values);
    }

    private Covariance(Matrix<double> matrix) => Matrix = matrix;

    /// <summary>Number of assets.</summary>
    public int Count => Matrix.RowCount;

    internal Matrix<double> Matrix { get; }

    /// <summary>Covariance of assets <paramref name="i"/> and <paramref name="j"/>.</summary>
    public double this[int i, int j] => Matrix[i, j];

    /// <summary>Sample covariance (n − 1) of returns.</summary>
    /// <param name="returns">One array of returns, in the order of the assets, for each period; at least two.</param>
    /// <param name="periodsPerYear">Factor of annualisation; 1 leaves it per period.</param>
    /// <exception cref="ArgumentException">Rows differ in length or are fewer than two, or a result is not a covariance matrix.</exception>
    public static Covariance OfReturns(double[][] returns, double periodsPerYear = 1) =>
        new((Centred(returns) is var x ? x.TransposeThisAndMultiply(x) * (periodsPerYear / (x.RowCount - 1)) : x).ToRowArrays());

    /// <summary>
    /// Sample covariance shrunk towards the mean variance times the identity, with the intensity of Ledoit and Wolf (2004), which needs no
    /// parameter; positive definite also for fewer periods than assets.
    /// </summary>
    /// <param name="returns">As for <see cref="OfReturns"/>.</param>
    /// <param name="periodsPerYear">Factor of annualisation.</param>
    public static Covariance Shrunk(double[][] returns, double periodsPerYear = 1)
    {
        var x = Centred(returns);
        var (periods, assets) = (x.RowCount, x.ColumnCount);
        var sample = x.TransposeThisAndMultiply(x) / periods;
        var target = Matrix<double>.Build.DenseIdentity(assets) * (sample.Trace() / assets);
        var distance = Math.Pow((sample - target).FrobeniusNorm(), 2);
        var noise = x.EnumerateRows().Sum(row => Math.Pow((row.OuterProduct(row) - sample).FrobeniusNorm(), 2)) / ((double)periods * periods);
        var intensity = distance == 0 ? 1 : Math.Min(1, noise / distance);
        return new Covariance((((1 - intensity) * sample) + (intensity * target)) * (periodsPerYear * periods / (periods - 1)));
    }

    /// <summary>Mean return of each asset.</summary>
    /// <param name="returns">As for <see cref="OfReturns"/>.</param>
    /// <param name="periodsPerYear">Factor of annualisation; arithmetic.</param>
    public static double[] MeanOfReturns(double[][] returns, double periodsPerYear = 1) =>
        [.. (Rows(returns).ColumnSums() * (periodsPerYear / returns.Length))];

    /// <summary>Volatility of a portfolio.</summary>
    /// <param name="weights">A weight for each asset.</param>
    public double Volatility(IReadOnlyList<double> weights) => Math.Sqrt(Quadratic(VectorOf(weights)));

    /// <summary>Standard deviation of each asset.</summary>
    public double[] Volatilities() => [.. Matrix.Diagonal().PointwiseSqrt()];

    internal double Quadratic(Vector<double> weights) => weights * (Matrix * weights);

    internal Vector<double> Solve(Vector<double> right) => Factorised().Solve(right);

    internal Matrix<double> Solve(Matrix<double> right) => Factorised().Solve(right);

    internal Vector<double> VectorOf(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count != Count)
            throw new ArgumentException($"There are {values.Count} numbers for {Count} assets.", nameof(values));
        for (var i = 0; i < values.Count; i++)
        {
            if (!double.IsFinite(values[i]))
                throw new ArgumentException($"The number of asset {i} is {values[i]}; it must be finite.", nameof(values));
        }

        return Vector<double>.Build.DenseOfEnumerable(values);
    }

    private MathNet.Numerics.LinearAlgebra.Factorization.Cholesky<double> Factorised()
    {
        try
        {
            return Matrix.Cholesky();
        }
        catch (ArgumentException fault)
        {
            throw new ArgumentException(
                "The covariance matrix is not positive definite: an asset repeats others, or there are fewer periods than assets. Drop it, or shrink the"
                + " covariance.", fault);
        }
    }

    private static Matrix<double> Centred(double[][] returns)
    {
        var rows = Rows(returns);
        if (rows.RowCount < 2)
            throw new ArgumentException("A covariance needs returns of at least two periods.", nameof(returns));
        var mean = rows.ColumnSums() / rows.RowCount;
        return Matrix<double>.Build.Dense(rows.RowCount, rows.ColumnCount, (i, j) => rows[i, j] - mean[j]);
    }

    private static Matrix<double> Rows(double[][] returns)
    {
        ArgumentNullException.ThrowIfNull(returns);
        if (returns.Length == 0 || returns[0].Length == 0)
            throw new ArgumentException("There are no returns.", nameof(returns));
        var odd = Array.FindIndex(returns, row => row.Length != returns[0].Length || !Array.TrueForAll(row, double.IsFinite));
        if (odd >= 0)
            throw new ArgumentException($"Row {odd} of the returns is not {returns[0].Length} finite numbers.", nameof(returns));
        return Matrix<double>.Build.DenseOfRowArrays(returns);
    }
}
