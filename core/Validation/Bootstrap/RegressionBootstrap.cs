using Serverless.Core.Metrics;
using Serverless.Core.Metrics.Regression;
using Serverless.Core.Randomness;

namespace Serverless.Core.Validation.Bootstrap;

/// <summary>Coefficients of a regression with bootstrapped residuals; regressors stay as they are.</summary>
/// <param name="Draws">Coefficients, intercept first, by replication: <c>[coefficient][replication]</c>.</param>
public sealed record RegressionBootstrap(IReadOnlyList<double[]> Draws)
{
    // Mammen's two points and the probability of the lower one.
    private const double Golden = 2.23606797749979;

    /// <summary>Sample deviation of each coefficient.</summary>
    public double[] StandardErrors => [.. Draws.Select(values => ReturnMoments.Of(values).Deviation ?? 0)];

    /// <summary>Percentile interval of a coefficient (quantiles of type 7).</summary>
    public ConfidenceInterval Interval(int coefficient, double coverage = 0.95)
    {
        BootstrapInterval.RequireCoverage(coverage);
        var ascending = Draws[coefficient].Order().ToArray();
        return new ConfidenceInterval(Quantiles.OfSorted(ascending, (1 - coverage) / 2)!.Value, Quantiles.OfSorted(ascending, (1 + coverage) / 2)!.Value);
    }

    /// <summary>
    /// Residual bootstrap: residuals, less their mean and scaled by √(n ÷ (n − k)), are drawn by the scheme: blocks for residuals that depend on each other. Their variance must
    /// not depend on the regressors.
    /// </summary>
    public static RegressionBootstrap Residual(LinearFit fit, IResampler resampler, BootstrapSettings settings)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(settings);
        var residuals = Scaled(fit);
        var (draws, projection) = (Empty(fit, settings), fit.Projection());
        Replications.Run(resampler, residuals.Length, settings, () => new double[residuals.Length], (replication, indices, drawn) =>
        {
            for (var t = 0; t < drawn.Length; t++)
                drawn[t] = residuals[indices[t]];
            Store(draws, replication, fit, projection, drawn);
        });
        return new RegressionBootstrap(draws);
    }

    /// <summary>
    /// Wild bootstrap (Wu, 1986; Liu, 1988): each residual stays at its place, times an independent weight: for variances that differ. Residuals are scaled by
    /// √(n ÷ (n − k)).
    /// </summary>
    public static RegressionBootstrap Wild(LinearFit fit, BootstrapSettings settings, WildWeights weights = WildWeights.Rademacher)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(settings);
        var scale = Math.Sqrt((double)fit.Observations / fit.DegreesOfFreedom);
        var residuals = Array.ConvertAll(fit.Residuals, u => scale * u);
        var (draws, projection) = (Empty(fit, settings), fit.Projection());
        Replications.Run(settings, () => new double[residuals.Length], (replication, random, drawn) =>
        {
            for (var t = 0; t < drawn.Length; t++)
                drawn[t] = residuals[t] * Weight(weights, random);
            Store(draws, replication, fit, projection, drawn);
        });
        return new RegressionBootstrap(draws);
    }

    private static double Weight(WildWeights weights, SeededRandom random) => weights == WildWeights.Rademacher
        ? random.NextDouble() < 0.5 ? -1 : 1
        : random.NextDouble() < (Golden + 1) / (2 * Golden) ? (1 - Golden) / 2 : (1 + Golden) / 2;

    private static double[] Scaled(LinearFit fit)
    {
        var mean = fit.Residuals.Average();
        var scale = Math.Sqrt((double)fit.Observations / fit.DegreesOfFreedom);
        return Array.ConvertAll(fit.Residuals, u => scale * (u - mean));
    }

    private static double[][] Empty(LinearFit fit, BootstrapSettings settings) =>
        Array.ConvertAll(fit.Coefficients, _ => new double[settings.Replications]);

    private static void Store(double[][] draws, int replication, LinearFit fit, double[][] projection, double[] residuals)
    {
        for (var j = 0; j < draws.Length; j++)
        {
            var change = 0.0;
            for (var t = 0; t < residuals.Length; t++)
                change += projection[j][t] * residuals[t];
            draws[j][replication] = fit.Coefficients[j] + change;
        }
    }
}
