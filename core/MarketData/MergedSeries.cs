namespace Serverless.Core.MarketData;

/// <summary>A series with the bars that arrived, and an account of every one of them.</summary>
/// <param name="Series">The merged series; the stored one itself when nothing changed.</param>
/// <param name="Added">Bars at times that the stored series did not have.</param>
/// <param name="Replaced">Stored bars that gave way.</param>
/// <param name="Unchanged">Bars that arrived equal to the stored ones.</param>
/// <param name="Forming">Bars left out because they had not closed.</param>
/// <param name="Conflicts">Differing versions of one bar, in order of time.</param>
/// <param name="Rejected">Bars left out because they cannot be bars, in order of time.</param>
public sealed record MergedSeries(
    BarSeries Series,
    int Added,
    int Replaced,
    int Unchanged,
    int Forming,
    IReadOnlyList<BarConflict> Conflicts,
    IReadOnlyList<RejectedBar> Rejected)
{
    /// <summary>Whether there is anything to store.</summary>
    public bool IsChanged => Added + Replaced > 0;
}
