using Serverless.Core.MarketData;
using Serverless.Core.Metrics;

namespace Serverless.Core.Reporting.Replay;

/// <summary>The ways to have invested that a replay is held against.</summary>
public static class ReplayCurves
{
    /// <summary>The platform: all of its capital, most of which may be idle in cash.</summary>
    /// <param name="days">As <see cref="PlatformDays"/> gives them.</param>
    /// <param name="capital">What was paid in.</param>
    public static ReplayCurve Platform(IReadOnlyList<PlatformDay> days, decimal capital)
    {
        ArgumentNullException.ThrowIfNull(days);
        var returns = days.Select(day => day.Equity).ToArray();
        EquityReturns.Compute((double)capital, returns, returns);
        return new ReplayCurve("Platform", [.. days.Select(day => day.Day)], returns);
    }

    /// <summary>What live strategies made on the capital that they held; 0 on days on which none was live.</summary>
    public static ReplayCurve Live(IReadOnlyList<PlatformDay> days) =>
        new("Live strategies on their capital", [.. days.Select(day => day.Day)], [.. days.Select(day => day.LiveReturn)]);

    /// <summary>What candidates and strategies on paper would have made, equally weighted each day.</summary>
    public static ReplayCurve Paper(IReadOnlyList<PlatformDay> days) =>
        new("Strategies on paper", [.. days.Select(day => day.Day)], [.. days.Select(day => day.PaperReturn)]);

    /// <summary>The market: the benchmark's days within the replay; one without a return earned nothing. Null where it has none of them.</summary>
    /// <param name="days">Days of the replay.</param>
    /// <param name="benchmark">The benchmark, also from before.</param>
    public static ReplayCurve? Market(IReadOnlyList<PlatformDay> days, DailyReturns? benchmark)
    {
        ArgumentNullException.ThrowIfNull(days);
        if (benchmark is null || days.Count == 0 || benchmark.Days.Length == 0 || benchmark.Days[^1] < days[0].Day)
            return null;
        var known = benchmark.Days.Zip(benchmark.Values).ToDictionary(pair => pair.First, pair => pair.Second);
        var until = days.TakeWhile(day => day.Day <= benchmark.Days[^1]).Select(day => day.Day).ToArray();
        return new ReplayCurve("Market-cap-weighted benchmark", until, Array.ConvertAll(until, day => known.GetValueOrDefault(day)));
    }

    /// <summary>
    /// Equal money in every market that had a price when the replay began, bought then at its last close, at its costs, and never touched. A market stands at its last
    /// close where it has none. Null where there is no such market.
    /// </summary>
    /// <param name="days">Days of the replay.</param>
    /// <param name="markets">The markets that were traded.</param>
    /// <param name="costs">Commission and slippage of the purchase, as a share.</param>
    public static ReplayCurve? BuyAndHold(IReadOnlyList<PlatformDay> days, IEnumerable<BarSeries> markets, double costs)
    {
        ArgumentNullException.ThrowIfNull(days);
        ArgumentNullException.ThrowIfNull(markets);
        if (days.Count == 0)
            return null;
        var held = markets.Where(bars => CloseBefore(bars, days[0].Day) is not null).ToList();
        if (held.Count == 0)
            return null;
        var equity = days.Select(day => held.Average(bars => (1 - costs) * CloseBefore(bars, day.Day + 1)!.Value / CloseBefore(bars, days[0].Day)!.Value)).ToArray();
        EquityReturns.Compute(1, equity, equity);
        return new ReplayCurve($"Buy and hold of {held.Count} markets", [.. days.Select(day => day.Day)], equity);
    }

    // The last close at the begin of a day.
    private static double? CloseBefore(BarSeries bars, int day)
    {
        var closed = bars.IndexAtOrAfter(DateTime.UnixEpoch.AddDays(day).Ticks - bars.Timeframe.Length().Ticks + 1);
        return closed == 0 ? null : bars.Close[closed - 1];
    }
}
