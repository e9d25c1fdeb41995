using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Strategies.Models;

/// <summary>The series that models decide on, each known bar by bar (<see cref="BarAvailability"/>). For one thread; features are computed once.</summary>
public sealed class ModelMarket : IDisposable
{
    private readonly Dictionary<(string Asset, Timeframe Timeframe), (IndicatorSet Indicators, long[] KnownTicks)> series = [];

    /// <summary>Takes the series.</summary>
    /// <param name="bars">Bars with their market; each symbol once for a timeframe.</param>
    /// <exception cref="ArgumentException">A symbol comes twice for a timeframe.</exception>
    public ModelMarket(IEnumerable<(BarSeries Bars, Market Market)> bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        foreach (var (one, market) in bars)
        {
            if (!series.TryAdd((one.Symbol, one.Timeframe), (new IndicatorSet(one, market), BarAvailability.KnownTicks(one, market))))
                throw new ArgumentException($"{one.Symbol} has two {one.Timeframe} series.", nameof(bars));
        }
    }

    /// <summary>Every time at which a bar becomes known, in UTC, ascending.</summary>
    public IReadOnlyList<DateTimeOffset> Times =>
        [.. series.Values.SelectMany(one => one.KnownTicks).Distinct().Order().Select(ticks => new DateTimeOffset(ticks, TimeSpan.Zero))];

    internal ModelSeries At(string asset, Timeframe timeframe, long now)
    {
        if (!series.TryGetValue((asset, timeframe), out var found))
        {
            throw new ArgumentException(
                $"There are no {timeframe} bars of {asset}; there are {string.Join(", ", series.Keys.Select(key => $"{key.Asset} {key.Timeframe}"))}.", nameof(asset));
        }

        // Known times never descend, and several bars may become known at once: the last of them counts.
        var (low, high) = (0, found.KnownTicks.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (found.KnownTicks[middle] <= now)
                low = middle + 1;
            else
                high = middle;
        }

        return new ModelSeries(found.Indicators, low);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (indicators, _) in series.Values)
            indicators.Dispose();
    }
}
