using System.Text.Json.Serialization;
using Serverless.Core.MarketData;

namespace Serverless.Cli.Data;

/// <summary>What became of one series of a file.</summary>
/// <param name="Import">What reading gave.</param>
/// <param name="Stored">The manifest of the stored data; null when nothing was stored.</param>
/// <param name="IsNew">Whether the store changed; false when it had the same data already.</param>
internal sealed record ImportOutcome([property: JsonIgnore] DataImport Import, DatasetManifest? Stored, bool IsNew)
{
    public string File => Import.Source.File;

    public string Symbol => Import.Source.Symbol;

    public int Rows => Import.Rows;

    public int Kept => Import.Kept;

    public int Repaired => Import.Repaired;

    public int Quarantined => Import.Quarantined;

    public ImportVerdict Verdict => Import switch
    {
        { IsRefused: false, Repaired: 0, Quarantined: 0 } => ImportVerdict.Accepted,
        { IsRefused: false } => ImportVerdict.Repaired,
        { Issues: [.., { Defect: DataDefect.Superseded }] } => ImportVerdict.Superseded,
        _ => ImportVerdict.Refused,
    };

    /// <summary>Why there are no data; null when there are.</summary>
    public string? Reason => Import.IsRefused ? Import.Issues[^1].Reason : null;

    public IReadOnlyList<DefectCount> Defects => Import.Counts;

    public IReadOnlyList<string> Notes => Import.Notes;

    public IEnumerable<string> Issues => Import.Issues.Select(issue => issue.ToString());
}
