using Serverless.Core.Time;

namespace Serverless.Core.MarketData.Quality.Survivorship;

/// <summary>Data held against the members that an index had at the time.</summary>
/// <param name="Uncovered">Memberships that lack bars, most sessions first.</param>
/// <param name="NotMembers">Tickers with bars that the index never lists.</param>
/// <param name="ByMonth">Coverage on the first day of each month.</param>
public sealed record SurvivorshipCheck(
    IReadOnlyList<UncoveredMember> Uncovered,
    IReadOnlyList<string> NotMembers,
    IReadOnlyList<IndexCoverage> ByMonth)
{
    /// <summary>Inspects the time from <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    /// <param name="memberships">All intervals of the index.</param>
    /// <param name="data">Days with bars, at most one range a ticker.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day.</param>
    /// <exception cref="ArgumentException">A ticker has two ranges, or the days are in the wrong order.</exception>
    public static SurvivorshipCheck Inspect(
        IReadOnlyCollection<MembershipInterval> memberships, IReadOnlyCollection<DataRange> data, DateOnly from, DateOnly to)
    {
        ArgumentNullException.ThrowIfNull(memberships);
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        var ranges = data.ToDictionary(range => range.Ticker);
        var uncovered = memberships
            .Where(membership => membership.Start <= to && (membership.End is null || membership.End > from))
            .Select(membership => Uncover(membership, ranges.GetValueOrDefault(membership.Ticker), from, to))
            .Where(member => member.MissingSessions > 0)
            .OrderByDescending(member => member.MissingSessions)
            .ThenBy(member => member.Membership.Ticker, StringComparer.Ordinal);
        var listed = memberships.Select(membership => membership.Ticker).ToHashSet();
        return new SurvivorshipCheck(
            [.. uncovered],
            [.. ranges.Keys.Where(ticker => !listed.Contains(ticker)).Order(StringComparer.Ordinal)],
            [.. Months(from, to).Select(date => Cover(memberships, ranges, date))]);
    }

    private static UncoveredMember Uncover(MembershipInterval membership, DataRange? range, DateOnly from, DateOnly to)
    {
        var first = membership.Start < from ? from : membership.Start;
        var end = membership.End is { } left && left <= to ? left : to.AddDays(1);
        var missing = range is null || range.First >= end || range.Last < first
            ? Sessions(first, end)
            : Sessions(first, range.First) + Sessions(range.Last.AddDays(1), end);
        return new UncoveredMember(membership with { Start = first, End = membership.End is null || membership.End > to ? null : end }, range, missing);
    }

    private static int Sessions(DateOnly from, DateOnly until) => TradingCalendar.For(Market.UsEquities)
        .CountExpected(TimeSpan.FromDays(1), (from.DayNumber - 1) * TimeSpan.TicksPerDay, until.DayNumber * TimeSpan.TicksPerDay);

    private static IndexCoverage Cover(IEnumerable<MembershipInterval> memberships, Dictionary<string, DataRange> ranges, DateOnly date)
    {
        var (members, covered, leavers, coveredLeavers) = (0, 0, 0, 0);
        foreach (var membership in memberships)
        {
            if (!membership.Contains(date))
                continue;
            var isCovered = ranges.TryGetValue(membership.Ticker, out var range) && range.First <= date && date <= range.Last;
            members++;
            covered += isCovered ? 1 : 0;
            leavers += membership.End is null ? 0 : 1;
            coveredLeavers += isCovered && membership.End is not null ? 1 : 0;
        }

        return new IndexCoverage(date, members, covered, leavers, coveredLeavers);
    }

    private static IEnumerable<DateOnly> Months(DateOnly from, DateOnly to)
    {
        for (var date = new DateOnly(from.Year, from.Month, 1); date <= to; date = date.AddMonths(1))
        {
            if (date >= from)
                yield return date;
        }
    }
}
