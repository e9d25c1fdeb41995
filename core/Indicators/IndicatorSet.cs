using System.Buffers;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Indicators;

/// <summary>
/// Feature columns of one series, each computed once over all bars and shared by every strategy that asks for the same one.
/// Value <c>[i]</c> of a column depends on bars 0 … i only. Columns are valid until <see cref="Dispose"/>. Not thread-safe.
/// </summary>
public sealed class IndicatorSet : IDisposable
{
    private readonly Dictionary<(Feature Feature, FeatureArguments Arguments), double[]> columns = [];
    private readonly FeatureCache? cache;
    private readonly string dataHash = "";

    /// <summary>Creates a set with columns of its own; <see cref="FeatureCache.SetOf"/> gives one that shares them.</summary>
    /// <param name="bars">The series.</param>
    /// <param name="market">The calendar that annualisation counts by.</param>
    public IndicatorSet(BarSeries bars, Market market)
    {
        ArgumentNullException.ThrowIfNull(bars);
        (Bars, Market, BarsPerYear) = (bars, market, bars.Timeframe.BarsPerYear(market));
    }

    internal IndicatorSet(BarSeries bars, Market market, FeatureCache cache, string dataHash)
        : this(bars, market) => (this.cache, this.dataHash) = (cache, dataHash);

    /// <summary>The series.</summary>
    public BarSeries Bars { get; }

    /// <summary>The calendar that annualisation counts by.</summary>
    public Market Market { get; }

    /// <summary>Bars in a year, the factor of annualisation.</summary>
    public double BarsPerYear { get; }

    /// <summary>The series that correlation and beta compare with, of the same timeframe; null when there is none.</summary>
    /// <exception cref="ArgumentException">Its timeframe differs: of a longer bar, more would be known than at the close of this
    /// one.</exception>
    public BarSeries? Benchmark
    {
        get;
        init => field = value is null || value.Timeframe == Bars.Timeframe
            ? value
            : throw new ArgumentException(
                $"The benchmark {value.Symbol} has {value.Timeframe} bars, {Bars.Symbol} has {Bars.Timeframe}: resample one of them.", nameof(value));
    }

    /// <summary>Simple moving average of the close.</summary>
    public ReadOnlySpan<double> Sma(int period) => Column(SimpleMovingAverage.Feature, new(period));

    /// <summary>Exponential moving average of the close.</summary>
    public ReadOnlySpan<double> Ema(int period) => Column(ExponentialMovingAverage.Feature, new(period));

    /// <summary>Relative strength index of the close, 0 … 100.</summary>
    public ReadOnlySpan<double> Rsi(int period) => Column(RelativeStrengthIndex.Feature, new(period));

    /// <summary>Average true range, in price units.</summary>
    public ReadOnlySpan<double> Atr(int period) => Column(AverageTrueRange.Feature, new(period));

    /// <summary>Population standard deviation of the close, in price units.</summary>
    public ReadOnlySpan<double> Deviation(int period) => Column(RollingDeviation.Feature, new(period));

    /// <summary>Highest high of the last <paramref name="period"/> bars, the newest included.</summary>
    public ReadOnlySpan<double> HighestHigh(int period) => Column(DonchianChannel.Feature, new(period), output: 0);

    /// <summary>Lowest low of the last <paramref name="period"/> bars, the newest included.</summary>
    public ReadOnlySpan<double> LowestLow(int period) => Column(DonchianChannel.Feature, new(period), output: 1);

    /// <summary>Annualised realised volatility over <paramref name="period"/> logarithmic returns.</summary>
    public ReadOnlySpan<double> Volatility(int period) => Column(RealisedVolatility.Feature, new(period));

    /// <summary>A column of <paramref name="feature"/>, computed once for each set of arguments.</summary>
    /// <param name="feature">The feature, of the catalog or not.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="output">Which of its columns.</param>
    public ReadOnlySpan<double> Column(Feature feature, FeatureArguments arguments, int output = 0) =>
        Handle(feature, arguments, output).First(Bars.Count);

    /// <summary>As <see cref="Column"/>, to be kept and read bar by bar.</summary>
    internal IndicatorColumn Handle(Feature feature, FeatureArguments arguments, int output = 0)
    {
        ArgumentNullException.ThrowIfNull(feature);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)output, (uint)feature.Outputs.Count, nameof(output));
        if (!columns.TryGetValue((feature, arguments), out var values))
        {
            values = cache is null ? Compute(feature, arguments) : cache.Columns(dataHash, this, feature, arguments);
            columns.Add((feature, arguments), values);
        }

        return new IndicatorColumn(values, output * Bars.Count);
    }

    /// <summary>Gives the columns back; spans taken from this set must no longer be read.</summary>
    public void Dispose()
    {
        if (cache is null)
        {
            foreach (var column in columns.Values)
                ArrayPool<double>.Shared.Return(column);
        }

        columns.Clear();
    }

    private double[] Compute(Feature feature, FeatureArguments arguments)
    {
        var rented = ArrayPool<double>.Shared.Rent(feature.Outputs.Count * Bars.Count);
        feature.Compute(this, arguments, new FeatureColumns(rented, Bars.Count));
        return rented;
    }
}
