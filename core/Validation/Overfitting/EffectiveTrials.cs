using MathNet.Numerics.LinearAlgebra;
using Serverless.Core.Metrics;

namespace Serverless.Core.Validation.Overfitting;

/// <summary>
/// How many independent trials N correlated ones amount to, by two measures of their correlation matrix. A trial that does not vary
/// correlates with nothing.
/// </summary>
/// <param name="Trials">N.</param>
/// <param name="AverageCorrelation">ρ̄, the mean of all correlations between two different trials; 0 for one trial.</param>
/// <param name="ByAverageCorrelation">
/// <c>ρ̄ + (1 − ρ̄)·N</c>, 1 … N (Bailey and López de Prado, 2014, appendix A.3). Keeps far too many where trials fall into groups.
/// </param>
/// <param name="ByParticipation">
/// Participation ratio of the eigenvalues, <c>(∑λ)² ÷ ∑λ² = N² ÷ ∑ρ²</c>, 1 … N, with ρ² freed of its sampling bias (1 − ρ²) ÷ (T − 2): finds
/// groups, and is close to N on independent trials however few the periods. Keeps too few where one factor moves all trials.
/// </param>
public sealed record EffectiveTrials(int Trials, double AverageCorrelation, double ByAverageCorrelation, double ByParticipation)
{
    /// <summary>Measures all trials.</summary>
    /// <exception cref="ArgumentException">There are fewer than four periods.</exception>
    public static EffectiveTrials Of(ReturnMatrix trials)
    {
        var correlations = Correlations(trials);
        var n = trials.Strategies;
        double sum = 0, squares = 0;
        for (var i = 0; i < n; i++)
        {
            for (var j = i + 1; j < n; j++)
            {
                var square = correlations[i, j] * correlations[i, j];
                sum += correlations[i, j];
                squares += square - ((1 - square) / (trials.Periods - 2));
            }
        }

        var pairs = n * (n - 1) / 2.0;
        var average = n == 1 ? 0 : sum / pairs;
        return new EffectiveTrials(
            n,
            average,
            Math.Clamp(average + ((1 - average) * n), 1, n),
            Math.Clamp((double)n * n / (n + (2 * Math.Max(0, squares))), 1, n));
    }

    /// <summary>
    /// Effective rank of the correlation matrix: the exponential of the entropy of its eigenvalues ÷ N (Roy and Vetterli, 2007).
    /// Takes time in proportion to N³.
    /// </summary>
    /// <exception cref="ArgumentException">There are fewer than four periods.</exception>
    public static double EffectiveRank(ReturnMatrix trials)
    {
        var shares = Matrix<double>.Build.DenseOfArray(Correlations(trials)).Evd(Symmetricity.Symmetric).EigenValues
            .Select(value => value.Real / trials.Strategies)
            .Where(share => share > 0);
        return Math.Exp(-shares.Sum(share => share * Math.Log(share)));
    }

    private static double[,] Correlations(ReturnMatrix trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        if (trials.Periods < 4)
            throw new ArgumentException($"Correlations need at least 4 periods; there are {trials.Periods}.", nameof(trials));
        double[][] standardised = [.. Enumerable.Range(0, trials.Strategies).Select(k => Standardise(trials.Column(k)))];
        var correlations = new double[trials.Strategies, trials.Strategies];
        for (var i = 0; i < standardised.Length; i++)
        {
            correlations[i, i] = 1;
            for (var j = i + 1; j < standardised.Length; j++)
                correlations[i, j] = correlations[j, i] = Math.Clamp(Dot(standardised[i], standardised[j]), -1, 1);
        }

        return correlations;
    }

    private static double[] Standardise(double[] returns)
    {
        var moments = ReturnMoments.Of(returns);
        var length = moments.Varies ? Math.Sqrt(moments.Second * returns.Length) : double.PositiveInfinity;
        return Array.ConvertAll(returns, value => (value - moments.Mean) / length);
    }

    private static double Dot(double[] x, double[] y)
    {
        var sum = 0.0;
        for (var t = 0; t < x.Length; t++)
            sum += x[t] * y[t];
        return sum;
    }
}
