using Serverless.Core.Time;

namespace Serverless.Core.MarketData;

/// <summary>Which <see cref="ReleaseRule"/> a macro series follows, and when its figures became known. Figures are taken as first published:
/// a file of revised ones still tells a little of the future.</summary>
public static class ReleaseCalendar
{
    private static readonly TimeSpan AfterIndexClose = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan ReportTime = TimeSpan.FromHours(10);
    private static readonly TimeSpan EndOfBusiness = TimeSpan.FromHours(17);

    private static readonly Dictionary<string, ReleaseRule> Named = new(StringComparer.OrdinalIgnoreCase)
    {
        ["VIX"] = ReleaseRule.IndexClose,
        ["^VIX"] = ReleaseRule.IndexClose,
        ["VXN"] = ReleaseRule.IndexClose,
        ["VIXCLS"] = ReleaseRule.NextBusinessDay,
        ["T10Y2Y"] = ReleaseRule.NextBusinessDay,
        ["T10Y3M"] = ReleaseRule.NextBusinessDay,
        ["DFF"] = ReleaseRule.NextBusinessDay,
        ["PMI"] = ReleaseRule.BusinessReport,
        ["ISM"] = ReleaseRule.BusinessReport,
        ["ISM_MAN_PMI"] = ReleaseRule.BusinessReport,
        ["NAPM"] = ReleaseRule.BusinessReport,
        ["FEDFUNDS"] = ReleaseRule.MonthlyAverage,
    };

    /// <summary>The rule of a series by its symbol, in any case; constant-maturity Treasury rates (<c>DGS2</c>) share one.</summary>
    public static ReleaseRule RuleOf(string symbol) =>
        Named.TryGetValue(symbol, out var rule) ? rule
        : symbol.StartsWith("DGS", StringComparison.OrdinalIgnoreCase) ? ReleaseRule.NextBusinessDay
        : ReleaseRule.ThreeSteps;

    /// <summary>Figures with the times from which they may be used.</summary>
    /// <param name="symbol">Name of the series.</param>
    /// <param name="referenceTicks">UTC midnight of the day, or of the first of the month, that each figure is about; strictly
    /// ascending.</param>
    /// <param name="values">The figures; finite.</param>
    /// <param name="rule">The rule; null takes <see cref="RuleOf"/> the symbol.</param>
    /// <exception cref="ArgumentException">The columns make no <see cref="Observations"/>.</exception>
    public static Observations Publish(string symbol, ReadOnlyMemory<long> referenceTicks, ReadOnlyMemory<double> values, ReleaseRule? rule = null) =>
        new(symbol, referenceTicks, KnownTicks(rule ?? RuleOf(symbol), referenceTicks.Span), values);

    /// <summary>First UTC times at which figures may be used; never descending.</summary>
    /// <param name="rule">When figures of the series become known.</param>
    /// <param name="referenceTicks">As for <see cref="Publish"/>.</param>
    public static long[] KnownTicks(ReleaseRule rule, ReadOnlySpan<long> referenceTicks)
    {
        var step = rule == ReleaseRule.ThreeSteps ? UsualStep(referenceTicks) : 0;
        var known = new long[referenceTicks.Length];
        for (var i = 0; i < known.Length; i++)
        {
            var ticks = KnownTicks(rule, referenceTicks[i], step);
            known[i] = i == 0 ? ticks : Math.Max(ticks, known[i - 1]);
        }

        return known;
    }

    private static long KnownTicks(ReleaseRule rule, long reference, long step)
    {
        var date = DateOf(reference);
        return rule switch
        {
            ReleaseRule.ThreeSteps => At(BusinessDay(DateOf(reference + (3 * step))), EndOfBusiness),
            ReleaseRule.AtEvent => reference,
            ReleaseRule.IndexClose => TradingCalendar.For(Market.UsEquities).TryGetSession(date, out var session)
                ? session.CloseTicks + AfterIndexClose.Ticks
                : At(BusinessDay(date.AddDays(1)), EndOfBusiness),
            ReleaseRule.NextBusinessDay => At(BusinessDay(date.AddDays(1)), EndOfBusiness),
            ReleaseRule.BusinessReport => At(BusinessDayOfNextMonth(date, date.Month == 12 ? 2 : 1), ReportTime),
            ReleaseRule.MonthlyAverage => At(BusinessDayOfNextMonth(date, 2), EndOfBusiness),
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "Unknown release rule."),
        };
    }

    // A month's steps vary, and one missing figure must not shorten the lag: the upper median.
    private static long UsualStep(ReadOnlySpan<long> references)
    {
        if (references.Length < 2)
            return 31 * TimeSpan.TicksPerDay;
        var steps = new long[references.Length - 1];
        for (var i = 0; i < steps.Length; i++)
            steps[i] = references[i + 1] - references[i];
        Array.Sort(steps);
        return steps[steps.Length / 2];
    }

    private static DateOnly BusinessDayOfNextMonth(DateOnly date, int nth)
    {
        var day = BusinessDay(new DateOnly(date.Year, date.Month, 1).AddMonths(1));
        for (var i = 1; i < nth; i++)
            day = BusinessDay(day.AddDays(1));
        return day;
    }

    private static DateOnly BusinessDay(DateOnly onOrAfter) => TradingCalendar.For(Market.Macro).OnOrAfter(onOrAfter).Date;

    private static long At(DateOnly date, TimeSpan newYorkTime) => NewYorkTime.ToUtc((date.DayNumber * TimeSpan.TicksPerDay) + newYorkTime.Ticks);

    private static DateOnly DateOf(long ticks) => DateOnly.FromDayNumber((int)(ticks / TimeSpan.TicksPerDay));
}
