using Serverless.Core.Time;

namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>Whether bars still come.</summary>
public static class FeedRule
{
    private static readonly TimeSpan RegularSession = TimeSpan.FromHours(6.5);

    /// <summary>
    /// A finding when the next bar is overdue by more than <see cref="MonitoringLimits.StaleBars"/> bars. Time in which the market is closed does
    /// not count. The strategy holds what it has and takes nothing new; no other rule is applied to it.
    /// </summary>
    public static Finding? Check(MonitoredStrategy strategy, DateTimeOffset now, MonitoringLimits limits)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentNullException.ThrowIfNull(limits);
        var last = strategy.Live.LastClose ?? strategy.Deployment.Since ?? now;
        var age = OpenTime(strategy.Market, last, now) / OpenTime(strategy);
        if (age <= 1 + limits.StaleBars)
            return null;
        return new Finding
        {
            Kind = FindingKind.StaleFeed,
            Subject = strategy.StrategyId,
            Severity = AlertSeverity.Critical,
            Value = age,
            Threshold = 1 + limits.StaleBars,
            Cause = FormattableString.Invariant(
                $"The last bar of {strategy.Symbol} closed at {last:yyyy-MM-dd HH:mm}Z, {age:0.#} bars ago; it holds its position and decides nothing."),
            NextAction = FormattableString.Invariant($"Restore the feed of {strategy.Symbol}; the strategy resumes by itself."),
            Trigger = LifecycleTrigger.Pause,
        };
    }

    // How long the market is open during a bar: a daily bar of equities is one session.
    private static TimeSpan OpenTime(MonitoredStrategy strategy) =>
        strategy.Market == Market.Crypto || strategy.BarLength < RegularSession ? strategy.BarLength : RegularSession;

    // How long the market was open between two times; bars come only then.
    private static TimeSpan OpenTime(Market market, DateTimeOffset from, DateTimeOffset to)
    {
        if (market == Market.Crypto || to <= from)
            return to - from;
        var calendar = TradingCalendar.For(market);
        var open = TimeSpan.Zero;
        for (var day = DateOnly.FromDateTime(from.UtcDateTime); day <= DateOnly.FromDateTime(to.UtcDateTime); day = day.AddDays(1))
        {
            if (!calendar.TryGetSession(day, out var session))
                continue;
            var ticks = Math.Min(to.UtcTicks, session.CloseTicks) - Math.Max(from.UtcTicks, session.OpenTicks);
            open += TimeSpan.FromTicks(Math.Max(0, ticks));
        }

        return open;
    }
}
