namespace Serverless.Core.Lifecycle;

/// <summary>One condition for going live, and how a strategy meets it: a named diagnostic.</summary>
/// <param name="Name">Name in kebab case; contract.</param>
/// <param name="Value">What was found; null when it is not defined.</param>
/// <param name="Threshold">What is asked for.</param>
/// <param name="Weight">Its share of the whole; the weights of all gates sum to 1.</param>
/// <param name="Passed">Whether the value is as good as the threshold.</param>
/// <param name="Advice">What stands against it and what to do; null when it passed.</param>
public sealed record GateResult(string Name, double? Value, double Threshold, double Weight, bool Passed, string? Advice)
{
    internal static GateResult Of(string name, double? value, double threshold, double weight, bool passed, string advice) =>
        new(name, value, threshold, weight, passed, passed ? null : advice);
}
