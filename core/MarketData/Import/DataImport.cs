namespace Serverless.Core.MarketData;

/// <summary>What came of one series of a file: bars or figures that are good, and every defect with its place.</summary>
/// <param name="Source">The file, and what was declared or recognised about it.</param>
/// <param name="Origin">Where the data came from, with the hash of the file's bytes once those are known.</param>
/// <param name="Series">The bars; null for figures, and when the file was refused.</param>
/// <param name="Observations">The figures; null for bars, and when the file was refused.</param>
/// <param name="Issues">Defects in the order in which they were found, the first hundred of each kind; the cause of a refusal is the
/// last.</param>
/// <param name="Counts">How often each defect was met, all of them counted.</param>
/// <param name="Notes">Decisions that are no defects: the zone of times that name none, the meaning of columns without names.</param>
/// <param name="Rows">Data rows that were read, blank lines not counted.</param>
/// <param name="Repaired">Rows that were corrected.</param>
/// <param name="Quarantined">Rows that were left out.</param>
/// <param name="Policy">By which rules.</param>
public sealed record DataImport(
    BarSource Source,
    DataOrigin Origin,
    BarSeries? Series,
    Observations? Observations,
    IReadOnlyList<DataIssue> Issues,
    IReadOnlyList<DefectCount> Counts,
    IReadOnlyList<string> Notes,
    int Rows,
    int Repaired,
    int Quarantined,
    ImportPolicy Policy)
{
    /// <summary>Whether the file gave neither bars nor figures; the last issue has the reason.</summary>
    public bool IsRefused => Series is null && Observations is null;

    /// <summary>Bars or figures that the import gives.</summary>
    public int Kept => Series?.Count ?? Observations?.Count ?? 0;

    /// <summary>An import that failed before a row was read.</summary>
    public static DataImport Refuse(BarSource source, ImportPolicy policy, DataDefect defect, string reason)
    {
        var log = new ImportLog(source, policy);
        log.Report(defect, null, reason);
        return log.Finish(null, null);
    }

    /// <summary>This import without its data, because of <paramref name="defect"/>.</summary>
    public DataImport Refused(DataDefect defect, string reason) => this with
    {
        Series = null,
        Observations = null,
        Issues = [.. Issues, new DataIssue(Source.File, null, defect, DefectAction.RefuseFile, reason)],
        Counts = [.. Counts, new DefectCount(defect, DefectAction.RefuseFile, 1)],
    };

    /// <summary>How often <paramref name="defect"/> was met.</summary>
    public int Count(DataDefect defect) => Counts.Where(count => count.Defect == defect).Sum(count => count.Count);
}
