using Serverless.Core.MarketData;

namespace Serverless.Infra.Runs;

/// <summary>A series that a run read.</summary>
/// <param name="Symbol">Its name.</param>
/// <param name="Timeframe">Length of its bars; null for figures.</param>
/// <param name="First">UTC open of its first bar, or what its first figure is about.</param>
/// <param name="Last">The same of the last.</param>
/// <param name="Count">Bars or figures.</param>
/// <param name="DataHash"><see cref="ContentHash"/>.</param>
public sealed record RunSeriesSummary(string Symbol, Timeframe? Timeframe, DateTime First, DateTime Last, int Count, string DataHash)
{
    internal static RunSeriesSummary Of(BarSeries bars) =>
        new(bars.Symbol, bars.Timeframe, bars.OpenTime(0), bars.OpenTime(bars.Count - 1), bars.Count, ContentHash.Of(bars));

    internal static RunSeriesSummary Of(Observations figures) => new(
        figures.Symbol, null, Utc(figures.ReferenceTicks[0]), Utc(figures.ReferenceTicks[^1]), figures.Count, ContentHash.Of(figures));

    private static DateTime Utc(long ticks) => new(ticks, DateTimeKind.Utc);
}
