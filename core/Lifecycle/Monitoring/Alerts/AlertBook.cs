namespace Serverless.Core.Lifecycle.Monitoring.Alerts;

/// <summary>From findings to alerts: quiet unless a person must act, and one alert for as long as a finding lasts.</summary>
public static class AlertBook
{
    private static readonly TimeSpan ExpiredFor = TimeSpan.FromDays(1);
    private static readonly string Waits = FindingKind.ApprovalWaits.Name();
    private static readonly string Expired = FindingKind.ApprovalExpired.Name();

    /// <summary>
    /// The alerts that change. Findings that nobody must act on raise none. While the feed of a strategy is stale nothing else is known of it, so that its
    /// other alerts stay as they are. So does one about a promotion that waits, which its decision closes; one that nobody decided about in time is told for a day.
    /// </summary>
    /// <param name="open">Alerts that are open. Of one key there may be several, where two looks at the same time have found the same: the oldest stays.</param>
    /// <param name="findings">All findings of one look.</param>
    /// <param name="now">When that was; looking again at the same time changes nothing.</param>
    public static IReadOnlyList<Alert> Update(IReadOnlyList<Alert> open, IReadOnlyList<Finding> findings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(findings);
        var known = open.OrderBy(alert => alert.OpenedAt).DistinctBy(alert => alert.Key).ToDictionary(alert => alert.Key, StringComparer.Ordinal);
        var found = findings.Where(finding => finding.Severity > AlertSeverity.Information).DistinctBy(finding => finding.Key).ToList();
        var keys = found.Select(finding => finding.Key).ToHashSet(StringComparer.Ordinal);
        var unknown = findings.Where(finding => finding.Kind is FindingKind.StaleFeed or FindingKind.StrategyFailed)
            .Select(finding => finding.Subject).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. found.Select(finding => known.TryGetValue(finding.Key, out var alert) ? alert.SeenAgain(finding, now) : Alert.Open(finding, now)),
            .. open.Where(alert => alert.OpenedAt != known[alert.Key].OpenedAt || (!keys.Contains(alert.Key) && !unknown.Contains(alert.Subject) && MayEnd(alert, now)))
                .Select(alert => alert.Close(now)),
        ];
    }

    private static bool MayEnd(Alert alert, DateTimeOffset now) => alert.Rule != Waits && (alert.Rule != Expired || now - alert.OpenedAt >= ExpiredFor);
}
