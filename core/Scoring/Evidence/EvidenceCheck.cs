namespace Serverless.Core.Scoring.Evidence;

/// <summary>One question that the evidence for a strategy must answer, and its answer: a named diagnostic.</summary>
/// <param name="Name">Name in kebab case; contract.</param>
/// <param name="Value">What was found; null when it is not defined.</param>
/// <param name="Threshold">What was asked for; null when nothing would do.</param>
/// <param name="Weight">Its share of the strength of the evidence; the weights of all checks sum to 1.</param>
/// <param name="Passed">Whether the value is as good as the threshold.</param>
/// <param name="Advice">What to do about it; null when it passed.</param>
public sealed record EvidenceCheck(string Name, double? Value, double? Threshold, double Weight, bool Passed, string? Advice)
{
    /// <summary>A check that asks for a value of at least <paramref name="threshold"/>; what is not defined does not pass.</summary>
    internal static EvidenceCheck AtLeast(string name, double? value, double? threshold, double weight, string advice) =>
        Of(name, value, threshold, weight, value >= threshold, advice);

    /// <summary>A check that asks for a value of at most <paramref name="threshold"/>; what is not defined does not pass.</summary>
    internal static EvidenceCheck AtMost(string name, double? value, double? threshold, double weight, string advice) =>
        Of(name, value, threshold, weight, value <= threshold, advice);

    private static EvidenceCheck Of(string name, double? value, double? threshold, double weight, bool passed, string advice) =>
        new(name, value, threshold, weight, passed, passed ? null : advice);
}
