using Serverless.Core.Audit;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.MarketData;

namespace Serverless.Core.Reporting.Replay;

/// <summary>Finds out how soon losses, drift and lags were told of.</summary>
public static class Detections
{
    private static readonly HashSet<string> Rules =
    [
        .. new[]
        {
            FindingKind.Drawdown, FindingKind.LossGuard, FindingKind.BenchmarkLag, FindingKind.BenchmarkWait, FindingKind.SharpeDrift, FindingKind.MetricDrift, FindingKind.SequentialDrift,
        }.Select(FindingKindNames.Name),
    ];

    /// <summary>One for each alert of a rule that looks at what strategies earn, by time, then by strategy and rule.</summary>
    /// <param name="events">The trail.</param>
    /// <param name="looks">Every look at a live strategy, in any order.</param>
    /// <param name="live">Stays live.</param>
    /// <param name="markets">The bars that strategies run on, by symbol.</param>
    public static IReadOnlyList<Detection> Of(
        IEnumerable<AuditEvent> events, IEnumerable<StrategyHealth> looks, IReadOnlyList<SpanResult> live, IReadOnlyDictionary<string, BarSeries> markets)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(live);
        ArgumentNullException.ThrowIfNull(markets);
        var byStrategy = looks.OrderBy(look => look.At).ToLookup(look => look.StrategyId, StringComparer.Ordinal);
        var found = new List<Detection>();
        foreach (var alert in events.Where(one => one.Action == "alert.opened" && one.Details["rule"] is { } rule && Rules.Contains(rule)))
        {
            var span = live.LastOrDefault(one => one.Span.StrategyId == alert.Subject && one.Span.From < alert.OccurredAt && !(one.Span.To < alert.OccurredAt));
            if (span is null || !markets.TryGetValue(span.Identity.Symbol, out var bars))
                continue;
            var seen = byStrategy[alert.Subject].LastOrDefault(look => look.At < alert.OccurredAt && look.At > span.Span.From)?.LastClose ?? span.Span.From;
            if (FirstCloseAfter(bars, seen) is { } onset && onset <= alert.OccurredAt)
                found.Add(new Detection(alert.Subject, alert.Details["rule"]!, onset, alert.OccurredAt));
        }

        return [.. found.OrderBy(one => one.ToldAt).ThenBy(one => one.StrategyId, StringComparer.Ordinal).ThenBy(one => one.Rule, StringComparer.Ordinal)];
    }

    private static DateTimeOffset? FirstCloseAfter(BarSeries bars, DateTimeOffset time)
    {
        var length = bars.Timeframe.Length();
        var index = bars.IndexAtOrAfter(time.UtcTicks - length.Ticks + 1);
        return index == bars.Count ? null : new DateTimeOffset(bars.OpenTime(index) + length);
    }
}
