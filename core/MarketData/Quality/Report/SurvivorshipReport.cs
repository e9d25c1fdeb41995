using Serverless.Core.MarketData.Quality.Survivorship;
using Serverless.Core.Time;

namespace Serverless.Core.MarketData.Quality.Report;

/// <summary>The stocks of a validation, held against the members that an index had at the time.</summary>
/// <param name="Source">Where the members came from, for example a file's name.</param>
/// <param name="From">First day that was looked at: the later of the first bar and the first membership.</param>
/// <param name="To">Last day: the one of the last bar.</param>
/// <param name="Memberships">Memberships during that time.</param>
/// <param name="Check">What was found.</param>
public sealed record SurvivorshipReport(string Source, DateOnly From, DateOnly To, int Memberships, SurvivorshipCheck Check)
{
    /// <summary>Most partly covered members, and most tickers in a row, that a text or a page shows.</summary>
    internal const int Examples = 20;

    /// <summary>Inspects the time that both bars and memberships reach. Tickers are compared without regard to case, and <c>BRK-B</c> is
    /// <c>BRK.B</c>; several series of a ticker count as one, from the first bar to the last.</summary>
    /// <param name="source">Where the members came from.</param>
    /// <param name="memberships">All intervals of the index.</param>
    /// <param name="series">Reports of the series; those of other markets than US equities are left out.</param>
    /// <exception cref="ArgumentException">There are no bars of stocks, or none during any membership.</exception>
    public static SurvivorshipReport Create(string source, IReadOnlyCollection<MembershipInterval> memberships, IEnumerable<QualityReport> series)
    {
        ArgumentNullException.ThrowIfNull(memberships);
        var listed = memberships.Select(membership => membership.Ticker).Distinct().ToLookup(Key);
        var data = series
            .Where(report => report is { Market: Market.UsEquities, Rows: > 0 })
            .GroupBy(report => Key(report.Symbol))
            .Select(group => new DataRange(
                listed[group.Key].FirstOrDefault(group.First().Symbol), group.Min(report => Day(report.First)), group.Max(report => Day(report.Last))))
            .ToList();
        if (data.Count == 0)
            throw new ArgumentException($"There are no bars of stocks to hold against the members in {source}.", nameof(series));
        if (memberships.Count == 0)
            throw new ArgumentException($"{source} names no members.", nameof(memberships));
        var (start, first, to) = (memberships.Min(membership => membership.Start), data.Min(range => range.First), data.Max(range => range.Last));
        var from = first > start ? first : start;
        if (from > to)
            throw new ArgumentException($"The bars end on {to:yyyy-MM-dd}, before the first membership in {source} begins on {start:yyyy-MM-dd}.", nameof(series));
        return new SurvivorshipReport(
            source,
            from,
            to,
            memberships.Count(membership => membership.Start <= to && (membership.End is null || membership.End > from)),
            SurvivorshipCheck.Inspect(memberships, data, from, to));
    }

    /// <summary>Tickers of members without any bars, in alphabetical order.</summary>
    internal IReadOnlyList<string> Absent() =>
        [.. Check.Uncovered.Where(member => member.Data is null).Select(member => member.Membership.Ticker).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Memberships with bars for a part of their time, most missing sessions first.</summary>
    internal IReadOnlyList<UncoveredMember> Partial() => [.. Check.Uncovered.Where(member => member.Data is not null)];

    /// <summary>Coverage at the first month, at each January after it, and at the last month.</summary>
    internal IReadOnlyList<IndexCoverage> Yearly() =>
        [.. Check.ByMonth.Where((month, i) => i == 0 || i == Check.ByMonth.Count - 1 || month.Date.Month == 1)];

    /// <summary>Tickers in a row, the first <see cref="Examples"/> of many.</summary>
    internal static string Row(IReadOnlyList<string> tickers) =>
        string.Join(", ", tickers.Take(Examples)) + (tickers.Count > Examples ? $" and {tickers.Count - Examples} more" : string.Empty);

    private static string Key(string ticker) => ticker.ToUpperInvariant().Replace('-', '.');

    private static DateOnly Day(DateTimeOffset? time) => DateOnly.FromDateTime(time!.Value.UtcDateTime);
}
