using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Strategies.Models;

/// <summary>The series that models decide on, each known bar by bar (<see cref="BarAvailability"/>). For one thread.</summary>
public sealed class ModelMarket : IDisposable
{
    private readonly Dictionary<(string Asset, Timeframe Timeframe), (PreparedSeries Series, IndicatorSet Indicators)> series;

    /// <summary>Takes series as they are: the last bar of each counts, however old. <see cref="ModelSource"/> deals with missing bars.</summary>
    /// <param name="bars">Bars with their market; each symbol once for a timeframe.</param>
    /// <exception cref="ArgumentException">A symbol comes twice for a timeframe.</exception>
    public ModelMarket(IEnumerable<(BarSeries Bars, Market Market)> bars)
        : this(new ModelSource(bars))
    {
    }

    internal ModelMarket(ModelSource source) =>
        series = source.Series.ToDictionary(one => one.Key, one => (one.Value, source.Indicators(one.Value)));

    /// <summary>Every time at which a bar becomes known, in UTC, ascending.</summary>
    public IReadOnlyList<DateTimeOffset> Times =>
        [.. series.Values.SelectMany(one => one.Series.KnownTicks).Distinct().Order().Select(ticks => new DateTimeOffset(ticks, TimeSpan.Zero))];

    /// <param name="asset">The asset.</param>
    /// <param name="timeframe">Length of the bars.</param>
    /// <param name="now">Time of the decision.</param>
    /// <param name="missing">UTC ticks since which a bar is missing and nothing stands in for it, so that no bars are shown; 0 when none is.</param>
    internal ModelSeries At(string asset, Timeframe timeframe, long now, out long missing)
    {
        if (!series.TryGetValue((asset, timeframe), out var found))
        {
            throw new ArgumentException(
                $"There are no {timeframe} bars of {asset}; there are {string.Join(", ", series.Keys.Select(key => $"{key.Asset} {key.Timeframe}").Order(StringComparer.Ordinal))}.", nameof(asset));
        }

        // Known times never descend, and several bars may become known at once: the last of them counts.
        var known = found.Series.KnownTicks;
        var (low, high) = (0, known.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (known[middle] <= now)
                low = middle + 1;
            else
                high = middle;
        }

        missing = low > 0 && found.Series.DueTicks is { } due && due[low - 1] <= now ? due[low - 1] : 0;
        return new ModelSeries(found.Indicators, missing == 0 ? low : 0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, indicators) in series.Values)
            indicators.Dispose();
    }
}
