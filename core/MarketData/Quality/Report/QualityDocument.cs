namespace Serverless.Core.MarketData.Quality.Report;

/// <summary>The outcome of a validation.</summary>
/// <param name="Series">A report for each series.</param>
/// <param name="Unread">Sources that gave no series.</param>
/// <param name="Survivorship">The stocks held against an index's members; null when nobody asked.</param>
public sealed record QualityDocument(IReadOnlyList<QualityReport> Series, IReadOnlyList<UnreadSource> Unread, SurvivorshipReport? Survivorship = null)
{
    /// <summary>Whether nothing would be rejected: no series, and no source.</summary>
    public bool IsAccepted => Unread.Count == 0 && Series.All(report => report.Verdict != DefectAction.RefuseFile);
}
