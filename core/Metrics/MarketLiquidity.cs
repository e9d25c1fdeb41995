using Serverless.Core.MarketData;

namespace Serverless.Core.Metrics;

/// <summary>How much of an instrument is traded in a day, and how far its price moves in one: what market impact is measured by.</summary>
/// <param name="Symbol">Its name.</param>
/// <param name="DailyValue">Mean over days of ∑ close × volume of the bars of a UTC day, in quote currency; positive.</param>
/// <param name="DailyVolatility">Sample deviation (divisor n − 1) of returns from the last close of a day to that of the next; positive.</param>
public sealed record MarketLiquidity(string Symbol, double DailyValue, double DailyVolatility)
{
    /// <summary>Fewest days with bars; below, one busy day decides.</summary>
    public const int FewestDays = 20;

    /// <summary>Measures the bars that open from <paramref name="from"/> to before <paramref name="to"/>, UTC.</summary>
    /// <returns>Null below <see cref="FewestDays"/>, without volumes, or when the price never moves.</returns>
    public static MarketLiquidity? Of(BarSeries bars, DateTime from, DateTime to)
    {
        ArgumentNullException.ThrowIfNull(bars);
        var start = bars.IndexAtOrAfter(from.Ticks);
        var part = bars.Slice(start, Math.Max(0, bars.IndexAtOrAfter(to.Ticks) - start));
        if (part.Count == 0)
            return null;
        var daily = DailyReturns.Of(part.OpenTicks, part.Close, part.Close[0]).Values;
        if (daily.Length < FewestDays)
            return null;
        var value = 0.0;
        for (var i = 0; i < part.Count; i++)
            value += part.Close[i] * part.Volume[i];
        var moments = ReturnMoments.Of(daily.AsSpan(1));
        return value > 0 && double.IsFinite(value) && moments.Varies ? new MarketLiquidity(bars.Symbol, value / daily.Length, moments.Deviation!.Value) : null;
    }
}
