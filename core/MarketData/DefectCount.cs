namespace Serverless.Core.MarketData;

/// <summary>How often an import met a defect and did the same about it.</summary>
/// <param name="Defect">Kind of defect.</param>
/// <param name="Action">What was done.</param>
/// <param name="Count">How often, at least 1.</param>
public sealed record DefectCount(DataDefect Defect, DefectAction Action, int Count)
{
    /// <summary>Counts issues by defect and action, in the order of both.</summary>
    public static IReadOnlyList<DefectCount> Of(IEnumerable<DataIssue> issues) =>
    [
        .. issues.GroupBy(issue => (issue.Defect, issue.Action))
            .OrderBy(group => group.Key)
            .Select(group => new DefectCount(group.Key.Defect, group.Key.Action, group.Count())),
    ];
}
