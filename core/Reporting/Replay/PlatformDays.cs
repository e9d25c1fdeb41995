using Serverless.Core.MarketData.Benchmarks;

namespace Serverless.Core.Reporting.Replay;

/// <summary>Adds up, day by day, what all strategies made.</summary>
public static class PlatformDays
{
    /// <summary>Every day of the replay. Profits are counted in full, whatever the ledger was told of them.</summary>
    /// <param name="from">The first day.</param>
    /// <param name="to">The day after the last.</param>
    /// <param name="capital">What was paid in.</param>
    /// <param name="live">Stays live.</param>
    /// <param name="paper">Stays on paper.</param>
    public static IReadOnlyList<PlatformDay> Of(DateOnly from, DateOnly to, decimal capital, IReadOnlyList<SpanResult> live, IReadOnlyList<SpanResult> paper)
    {
        ArgumentNullException.ThrowIfNull(live);
        ArgumentNullException.ThrowIfNull(paper);
        var first = Benchmark.DayOf(from.ToDateTime(TimeOnly.MinValue).Ticks);
        var count = to.DayNumber - from.DayNumber;
        var (lives, papers) = (live.Select(span => Path(span, first, count)).ToList(), paper.Select(span => Path(span, first, count)).ToList());
        var days = new PlatformDay[count];
        for (var i = 0; i < count; i++)
        {
            var active = lives.Where(path => path.Span.IsActiveOn(first + i)).ToList();
            days[i] = new PlatformDay(
                first + i,
                (double)capital + lives.Sum(path => path.Capital * (path.Equity[i + 1] - 1)),
                active.Count,
                papers.Count(path => path.Span.IsActiveOn(first + i)),
                active.Sum(path => path.Capital),
                ReturnOn(lives, i),
                MeanOn(papers, i),
                active.GroupBy(path => path.Span.Identity.Type).Select(type => type.Count()).DefaultIfEmpty().Max());
        }

        return days;
    }

    private static double ReturnOn(List<EquityPath> lives, int i)
    {
        double before = 0, earned = 0;
        foreach (var path in lives.Where(path => path.Traded(i)))
        {
            before += path.Capital * path.Equity[i];
            earned += path.Capital * (path.Equity[i + 1] - path.Equity[i]);
        }

        return before == 0 ? 0 : earned / before;
    }

    private static double MeanOn(List<EquityPath> papers, int i) =>
        papers.Where(path => path.Traded(i)).Select(path => (path.Equity[i + 1] / path.Equity[i]) - 1).DefaultIfEmpty().Average();

    // Equity[i] is that before day i.
    private static EquityPath Path(SpanResult span, int first, int count)
    {
        var equity = new double[count + 1];
        var (value, next) = (1.0, 0);
        for (var i = 0; i <= count; i++)
        {
            for (; next < span.Daily.Days.Length && span.Daily.Days[next] < first + i; next++)
                value *= 1 + span.Daily.Values[next];
            equity[i] = span.Span.To is { } to && first + i > Benchmark.DayOf(to.UtcTicks) ? span.Equity : value;
        }

        return new EquityPath(span, (double)span.Span.Capital, equity, first);
    }

    private sealed record EquityPath(SpanResult Span, double Capital, double[] Equity, int First)
    {
        // On the day on which it ends, what came after midnight still counts.
        public bool Traded(int i) => Span.IsActiveOn(First + i) || Equity[i + 1] != Equity[i];
    }
}
