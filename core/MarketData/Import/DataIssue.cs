namespace Serverless.Core.MarketData;

/// <summary>One defect that an import met, and what was done about it.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Line">Line in the file, counted from 1; null when the defect concerns the file as a whole.</param>
/// <param name="Defect">Kind of defect.</param>
/// <param name="Action">What was done.</param>
/// <param name="Reason">The finding in words, with the values that show it.</param>
public sealed record DataIssue(string File, int? Line, DataDefect Defect, DefectAction Action, string Reason)
{
    /// <summary>For example <c>btc.csv line 17: high 1 is below low 2 (row quarantined)</c>.</summary>
    public override string ToString()
    {
        var action = Action switch
        {
            DefectAction.RefuseFile => "file refused",
            DefectAction.Repair => "repaired",
            DefectAction.QuarantineRow => "row quarantined",
            _ => "flagged",
        };
        return Line is { } line ? $"{File} line {line}: {Reason} ({action})" : $"{File}: {Reason} ({action})";
    }
}
