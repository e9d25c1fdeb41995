using System.Collections.Immutable;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Strategies.Models;

/// <summary>Series as models see them, missing bars dealt with. Feature columns are computed once for all who read them. Thread-safe.</summary>
public sealed class ModelSource
{
    private readonly FeatureCache features = new();

    /// <summary>Takes the series.</summary>
    /// <param name="bars">Bars with their market; each symbol once for a timeframe.</param>
    /// <param name="missing">
    /// What stands in for a bar that the calendar expects and that does not exist. Where a bar is due and nothing stands in for it, a model sees
    /// no bars of the asset until there is one again. Null fills nothing and lets the last bar count, however old.
    /// </param>
    /// <exception cref="ArgumentException">A symbol comes twice for a timeframe.</exception>
    public ModelSource(IEnumerable<(BarSeries Bars, Market Market)> bars, IMissingDataPolicy? missing = null)
    {
        ArgumentNullException.ThrowIfNull(bars);
        var series = ImmutableDictionary.CreateBuilder<(string Asset, Timeframe Timeframe), PreparedSeries>();
        foreach (var (one, market) in bars)
        {
            if (!series.TryAdd((one.Symbol, one.Timeframe), PreparedSeries.Of(one, market, missing)))
                throw new ArgumentException($"{one.Symbol} has two {one.Timeframe} series.", nameof(bars));
        }

        Series = series.ToImmutable();
    }

    /// <summary>What was missing in each series and what was done about it, by symbol and timeframe; empty without a policy.</summary>
    public IReadOnlyDictionary<(string Asset, Timeframe Timeframe), MissingDataCounts> Missing =>
        Series.Where(one => one.Value.Counts is not null).ToImmutableDictionary(one => one.Key, one => one.Value.Counts!);

    internal ImmutableDictionary<(string Asset, Timeframe Timeframe), PreparedSeries> Series { get; }

    /// <summary>The series for one thread.</summary>
    public ModelMarket Open() => new(this);

    internal IndicatorSet Indicators(PreparedSeries series) =>
        features.SetOf($"{series.Bars.Symbol} {series.Bars.Timeframe}", series.Bars, series.Market);
}
