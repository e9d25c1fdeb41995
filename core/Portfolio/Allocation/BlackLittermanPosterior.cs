namespace Serverless.Core.Portfolio.Allocation;

/// <summary>What <see cref="BlackLitterman"/> expects once views are counted in.</summary>
/// <param name="Mean">Expected excess return of each asset.</param>
/// <param name="Uncertainty">Covariance M of the error of <paramref name="Mean"/>, by rows.</param>
/// <param name="Covariance">Predictive covariance Σ + M.</param>
/// <param name="Weights">Optimal weights at the market's aversion, (δ(Σ + M))⁻¹ mean; they need not sum to 1.</param>
public sealed record BlackLittermanPosterior(double[] Mean, double[][] Uncertainty, Covariance Covariance, double[] Weights);
