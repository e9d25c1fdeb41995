using MathNet.Numerics.LinearAlgebra;

namespace Serverless.Core.Portfolio.Allocation;

/// <summary>
/// Black and Litterman's mixture of the market's implied returns with views, in the notation of He and Litterman (1999): implied π = δΣw,
/// posterior mean π + τΣP'(PτΣP' + Ω)⁻¹(Q − Pπ), with uncertainty M = τΣ − τΣP'(PτΣP' + Ω)⁻¹PτΣ. Returns are in excess of the risk-free rate.
/// </summary>
public sealed class BlackLitterman
{
    private readonly Covariance covariance;
    private readonly double aversion;
    private readonly double tau;
    private readonly Vector<double> prior;

    /// <summary>The market's side.</summary>
    /// <param name="covariance">Covariance of excess returns.</param>
    /// <param name="marketWeights">Market weight of each asset.</param>
    /// <param name="aversion">The market's aversion to risk, δ; positive.</param>
    /// <param name="tau">Uncertainty of the implied returns relative to the covariance, τ; positive.</param>
    public BlackLitterman(Covariance covariance, IReadOnlyList<double> marketWeights, double aversion = 2.5, double tau = 0.05)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(aversion);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tau);
        (this.covariance, this.aversion, this.tau) = (covariance, aversion, tau);
        prior = aversion * (covariance.Matrix * covariance.VectorOf(marketWeights));
    }

    /// <summary>Excess returns at which the market's weights are optimal.</summary>
    public double[] ImpliedReturns => [.. prior];

    /// <summary>The mixture with views on portfolios of the assets.</summary>
    /// <param name="portfolios">For each view, a weight for each asset: P.</param>
    /// <param name="returns">For each view, the expected excess return: Q.</param>
    /// <param name="variances">For each view, the variance of its error, 0 for certainty: the diagonal of Ω.</param>
    /// <exception cref="ArgumentException">The numbers of views differ, a variance is negative, or certain views contradict or repeat each
    /// other.</exception>
    public BlackLittermanPosterior Combine(double[][] portfolios, IReadOnlyList<double> returns, IReadOnlyList<double> variances)
    {
        ArgumentNullException.ThrowIfNull(portfolios);
        ArgumentNullException.ThrowIfNull(returns);
        ArgumentNullException.ThrowIfNull(variances);
        if (portfolios.Length == 0 || returns.Count != portfolios.Length || variances.Count != portfolios.Length)
            throw new ArgumentException($"There are {portfolios.Length} views, {returns.Count} returns and {variances.Count} variances; give one of each.", nameof(returns));
        for (var view = 0; view < variances.Count; view++)
        {
            if (!(variances[view] >= 0) || !double.IsFinite(returns[view]))
                throw new ArgumentException($"View {view} expects {returns[view]} with a variance of {variances[view]}; both must be numbers, the variance not negative.", nameof(variances));
        }

        var p = Matrix<double>.Build.DenseOfRowVectors(portfolios.Select(covariance.VectorOf));
        var uncertain = tau * covariance.Matrix * p.Transpose();
        var spread = (p * uncertain) + Matrix<double>.Build.DenseOfDiagonalArray([.. variances]);
        var mean = prior + (uncertain * spread.Solve(Vector<double>.Build.DenseOfEnumerable(returns) - (p * prior)));
        if (!mean.ForAll(double.IsFinite))
            throw new ArgumentException("Views that are certain repeat or contradict each other; give them variances.", nameof(variances));
        var uncertainty = (tau * covariance.Matrix) - (uncertain * spread.Solve(uncertain.Transpose()));
        var predictive = covariance.Matrix + uncertainty;
        var symmetric = (predictive + predictive.Transpose()) / 2;
        return new BlackLittermanPosterior(
            [.. mean], uncertainty.ToRowArrays(), new Covariance(symmetric.ToRowArrays()), [.. (aversion * symmetric).Cholesky().Solve(mean)]);
    }

    /// <summary>Ω of He and Litterman: each view as uncertain as the implied return of its portfolio, τ·p'Σp.</summary>
    /// <param name="portfolios">P.</param>
    public double[] ProportionalVariances(double[][] portfolios)
    {
        ArgumentNullException.ThrowIfNull(portfolios);
        return Array.ConvertAll(portfolios, portfolio => tau * covariance.Quadratic(covariance.VectorOf(portfolio)));
    }

    /// <summary>Ω from confidences, by Walters' closed form of Idzorek's method: τ·(1 − c) ÷ c·p'Σp.</summary>
    /// <param name="portfolios">P.</param>
    /// <param name="confidences">For each view, above 0 up to 1.</param>
    public double[] ConfidenceVariances(double[][] portfolios, IReadOnlyList<double> confidences)
    {
        ArgumentNullException.ThrowIfNull(confidences);
        var proportional = ProportionalVariances(portfolios);
        if (confidences.Count != proportional.Length || confidences.Any(confidence => !(confidence > 0 && confidence <= 1)))
            throw new ArgumentException($"Give a confidence above 0 up to 1 for each of {proportional.Length} views.", nameof(confidences));
        return [.. proportional.Select((variance, view) => variance * (1 - confidences[view]) / confidences[view])];
    }
}
