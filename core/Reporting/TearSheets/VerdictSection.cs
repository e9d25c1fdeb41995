using Serverless.Core.Reporting.Documents;
using Serverless.Core.Scoring.Evidence;

namespace Serverless.Core.Reporting.TearSheets;

/// <summary>The verdict in words: gates where the run was judged, and in any case what a careful reader would look at first.</summary>
internal static class VerdictSection
{
    public static ReportSection Of(SheetFigures figures)
    {
        var findings = Gates(figures).Concat(Remarks.Of(figures)).ToList();
        var (headline, kind) = Headline(figures);
        return new ReportSection("verdict", "Verdict", [new FindingsBlock(headline, kind, findings)]);
    }

    private static (string Text, FindingKind Kind) Headline(SheetFigures figures) => figures switch
    {
        { Run.Failure: { } failure } => ($"The run did not finish: {failure}", FindingKind.Failed),
        { Options.Evidence.Checks: { Count: > 0 } checks } when checks.All(check => check.Passed) => ($"More than luck: all {checks.Count} gates passed.", FindingKind.Passed),
        { Options.Evidence.Checks: { Count: > 0 } checks } => ($"Not proven: {checks.Count(check => !check.Passed)} of {checks.Count} gates failed.", FindingKind.Failed),
        { Run.Sleeves.Count: 0 } => ("Not judged against luck: one run does not say how many were tried. The command 'examine' tries all parameter sets, and judges.", FindingKind.Note),
        _ => ("Not judged against luck: one run does not say how many were tried.", FindingKind.Note),
    };

    private static IEnumerable<Finding> Gates(SheetFigures figures) => (figures.Options.Evidence?.Checks ?? []).Select(check => new Finding(
        check.Passed ? FindingKind.Passed : FindingKind.Failed,
        $"{check.Name}: {Asked(check)}.{(check.Advice is { } advice ? $" {advice}" : "")}"));

    // A check passes at its threshold: value, threshold and outcome together tell which side is asked for.
    private static string Asked(EvidenceCheck check) => check switch
    {
        { Value: { } value, Threshold: { } threshold } => $"{Number(check, value)}, at {((value >= threshold) == check.Passed ? "least" : "most")} {Number(check, threshold)} asked for",
        _ => $"{Words.Ratio(check.Value)} where {Words.Ratio(check.Threshold)} was asked for",
    };

    private static string Number(EvidenceCheck check, double value) =>
        double.IsInteger(check.Value!.Value) && double.IsInteger(check.Threshold!.Value) ? Words.Count(value) : Words.Ratio(value);
}
