namespace Serverless.Core.MarketData;

/// <summary>Issues of one import, and what the policy makes of them.</summary>
internal sealed class ImportLog(BarSource source, ImportPolicy policy)
{
    private readonly List<DataIssue> issues = [];

    public BarSource Source => source;

    public int Rows { get; set; }

    public int Quarantined { get; private set; }

    public bool Refused { get; private set; }

    public DefectAction ActionFor(DataDefect defect) => policy.ActionFor(defect);

    public void Report(DataDefect defect, int? line, string reason)
    {
        var action = policy.ActionFor(defect);
        issues.Add(new DataIssue(source.File, line, defect, action, reason));
        if (action == DefectAction.QuarantineRow)
            Quarantined++;
        Refused |= action == DefectAction.RefuseFile;
    }

    /// <summary>Reports when quarantine went beyond the policy, which allows one row in any file.</summary>
    public void CheckQuarantine()
    {
        if (Quarantined > Math.Max(1, policy.MaxQuarantinedShare * Rows))
        {
            var allowed = policy.MaxQuarantinedShare;
            Report(
                DataDefect.TooManyQuarantined,
                null,
                FormattableString.Invariant($"{Quarantined} of {Rows} rows are bad, more than the {allowed:P1} that the policy allows"));
        }
    }

    public DataImport Finish(BarSeries? series) => new(source, Refused ? null : series, issues, Rows, Quarantined);
}
