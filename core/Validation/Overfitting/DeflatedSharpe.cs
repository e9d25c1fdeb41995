using Serverless.Core.Optimization.Trials;

namespace Serverless.Core.Validation.Overfitting;

/// <summary>
/// The deflated Sharpe ratio (Bailey and López de Prado, 2014): the probability that the best of N trials has a true Sharpe ratio above
/// what the best of N trials without skill is expected to show, <c>PSR(SR₀)</c> with <c>SR₀ = √V · E[max of N]</c>.
/// </summary>
/// <param name="Trials">N, as counted or effective.</param>
/// <param name="TrialVariance">V, the variance across trials of their Sharpe ratios per period.</param>
/// <param name="Threshold">SR₀, per period; see <see cref="ExpectedMaximum.Approximate"/>.</param>
/// <param name="Probability">The deflated Sharpe ratio, 0 … 1.</param>
public sealed record DeflatedSharpe(double Trials, double TrialVariance, double Threshold, double Probability)
{
    /// <summary>Deflates the Sharpe ratio of the trial that was selected; length, skewness and kurtosis are its own.</summary>
    /// <param name="selected">The trial with the highest Sharpe ratio.</param>
    /// <param name="trials">N, at least 1. For 1 the result is PSR(0).</param>
    /// <param name="trialVariance">V; not negative. See <see cref="TrialSharpes.Variance"/>.</param>
    public static DeflatedSharpe Of(SharpeEstimate selected, double trials, double trialVariance)
    {
        ArgumentNullException.ThrowIfNull(selected);
        if (!(trialVariance >= 0) || double.IsInfinity(trialVariance))
            throw new ArgumentOutOfRangeException(nameof(trialVariance), trialVariance, "The variance of the trials must not be negative.");
        var threshold = Math.Sqrt(trialVariance) * ExpectedMaximum.Approximate(trials);
        return new DeflatedSharpe(trials, trialVariance, threshold, selected.ProbabilityAbove(threshold));
    }

    /// <summary>
    /// Deflates the best trial of a search by all parameter sets that the search had figures of, on the data that the search saw. Null when no trial
    /// is the best, or its Sharpe ratio is undefined.
    /// </summary>
    public static DeflatedSharpe? Of(OptimizationResult search)
    {
        ArgumentNullException.ThrowIfNull(search);
        if (search.ToLog().Best?.Metrics is not { Sharpe: { } sharpe, Skewness: { } skewness, ExcessKurtosis: { } excess } figures)
            return null;
        var estimate = new SharpeEstimate(sharpe / Math.Sqrt(figures.BarsPerYear), figures.Bars, skewness, excess + 3);
        var (sets, variance) = search.Multiplicity;
        return Of(estimate, variance is null ? 1 : sets, (variance ?? 0) / figures.BarsPerYear);
    }
}
