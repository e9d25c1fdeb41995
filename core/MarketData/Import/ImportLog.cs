namespace Serverless.Core.MarketData;

/// <summary>Issues of one series of a file, and what the policy makes of them.</summary>
/// <param name="source">What is known of the series.</param>
/// <param name="policy">What to do about each defect.</param>
/// <param name="file">Log of the file that holds the series, whose issues are the series' too; null for the file itself.</param>
internal sealed class ImportLog(BarSource source, ImportPolicy policy, ImportLog? file = null)
{
    private const int MostIssuesOfAKind = 100;
    private readonly List<DataIssue> issues = [];
    private readonly List<string> notes = [];
    private readonly SortedDictionary<(DataDefect Defect, DefectAction Action), int> counts = [];
    private int unreadable;
    private bool refused;

    public BarSource Source { get; set; } = source;

    public int Rows { get; set; }

    /// <summary>Repairs, of which a row may have several.</summary>
    public int Repaired { get; private set; }

    public int Quarantined { get; private set; }

    public ImportPolicy Policy => policy;


    public bool Refused => refused || file is { Refused: true };

    public void Note(string note) => notes.Add(note);

    /// <summary>Records a defect and returns what to do about it.</summary>
    /// <param name="defect">Kind of defect.</param>
    /// <param name="line">Its line; null for the file as a whole.</param>
    /// <param name="reason">The finding, with values.</param>
    /// <param name="rows">How many rows it concerns.</param>
    public DefectAction Report(DataDefect defect, int? line, string reason, int rows = 1) =>
        Report(defect, policy.ActionFor(defect), line, reason, rows);

    public DefectAction Report(DataDefect defect, DefectAction action, int? line, string reason, int rows = 1)
    {
        var count = counts.GetValueOrDefault((defect, action));
        counts[(defect, action)] = count + 1;
        if (count < MostIssuesOfAKind)
            issues.Add(new DataIssue(Source.File, line, defect, action, reason));
        Repaired += action == DefectAction.Repair ? rows : 0;
        Quarantined += action == DefectAction.QuarantineRow ? rows : 0;
        unreadable += action == DefectAction.QuarantineRow && IsUnreadable(defect) ? rows : 0;
        refused |= action == DefectAction.RefuseFile;
        return action;
    }

    public int CountOf(DataDefect defect) => counts.Where(pair => pair.Key.Defect == defect).Sum(pair => pair.Value);

    /// <summary>Reports when more rows could not be read than the policy allows, which is one in any file.</summary>
    public void CheckQuarantine()
    {
        var (rows, bad) = (Rows + (file?.unreadable ?? 0), unreadable + (file?.unreadable ?? 0));
        if (bad <= Math.Max(1, policy.MaxQuarantinedShare * rows))
            return;
        var allowed = policy.MaxQuarantinedShare;
        Report(
            DataDefect.TooManyQuarantined,
            null,
            FormattableString.Invariant($"{bad} of {rows} rows are bad, more than the {allowed:P1} that the policy allows"),
            rows: 0);
    }

    public DataImport Finish(BarSeries? series, Observations? observations) => new(
        Source,
        new DataOrigin(Source.Vendor, Source.File, null, Source.Adjustment),
        Refused ? null : series,
        Refused ? null : observations,
        [.. file?.issues ?? [], .. issues],
        [.. AllCounts()],
        [.. file?.notes ?? [], .. notes],
        Rows + (file?.Quarantined ?? 0),
        Math.Min(Rows, Repaired + (file?.Repaired ?? 0)),
        Quarantined + (file?.Quarantined ?? 0),
        policy);

    private IEnumerable<DefectCount> AllCounts() => counts.Concat(file?.counts.AsEnumerable() ?? [])
        .GroupBy(pair => pair.Key, pair => pair.Value)
        .OrderBy(group => group.Key)
        .Select(group => new DefectCount(group.Key.Defect, group.Key.Action, group.Sum()));

    private static bool IsUnreadable(DataDefect defect) => defect is DataDefect.FieldCount or DataDefect.BadTime or DataDefect.BadNumber
        or DataDefect.NotFinite or DataDefect.NonPositivePrice or DataDefect.NegativeVolume or DataDefect.InconsistentPrices
        or DataDefect.OutOfOrder;
}
