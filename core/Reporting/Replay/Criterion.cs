namespace Serverless.Core.Reporting.Replay;

/// <summary>A success criterion of the specification, held against a replay.</summary>
/// <param name="Id">Its number there.</param>
/// <param name="Target">What it asks for.</param>
/// <param name="Status">Whether that was met.</param>
/// <param name="Found">What was found, with numerator and denominator.</param>
public sealed record Criterion(string Id, string Target, CriterionStatus Status, string Found)
{
    internal static Criterion Of(string id, string target, bool? isMet, string found) =>
        new(id, target, isMet switch { true => CriterionStatus.Met, false => CriterionStatus.Missed, null => CriterionStatus.Open }, found);
}
