using Serverless.Core.Metrics;

namespace Serverless.Core.Validation.Hypotheses;

/// <summary>Outcome of a hypothesis test.</summary>
/// <param name="Test">Which test, and by which distribution: "Welch t", "Mann-Whitney U (exact)".</param>
/// <param name="Statistic">The statistic that the test is named after; null when it is not defined.</param>
/// <param name="PValue">
/// Probability, under the null hypothesis, of a statistic at least as extreme, 0 … 1; null when it is not defined.
/// </param>
/// <param name="Observations">Number of observations, of all samples together.</param>
/// <param name="Alternative">The alternative hypothesis.</param>
/// <param name="DegreesOfFreedom">Of the statistic's distribution, where it has them.</param>
/// <param name="Undefined">Why there is no p-value; null when there is one.</param>
public sealed record HypothesisResult(
    string Test,
    double? Statistic,
    double? PValue,
    int Observations,
    Alternative Alternative = Alternative.TwoSided,
    double? DegreesOfFreedom = null,
    string? Undefined = null)
{
    /// <summary>The statistic that the test is named after; null when it is not defined.</summary>
    public double? Statistic { get; init; } = ReturnStatistics.Finite(Statistic);

    /// <summary>Probability, under the null hypothesis, of a statistic at least as extreme, 0 … 1; null when it is not defined.</summary>
    public double? PValue { get; init; } = ReturnStatistics.Finite(PValue);

    /// <summary>Why there is no p-value; null when there is one.</summary>
    public string? Undefined { get; init; } = Undefined ?? (PValue is double.NaN ? "The statistic is not finite: values are too large." : null);

    internal static HypothesisResult Without(string test, int observations, Alternative alternative, string reason, double? statistic = null) =>
        new(test, statistic, null, observations, alternative, Undefined: reason);
}
