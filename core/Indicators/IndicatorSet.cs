using System.Buffers;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Indicators;

/// <summary>
/// Indicator columns of one series, each computed once over all bars and shared by every strategy that asks for the same one.
/// Value <c>[i]</c> of a column depends on bars 0 … i only. Columns are rented: they are valid until <see cref="Dispose"/>.
/// Not thread-safe.
/// </summary>
/// <param name="bars">The series.</param>
/// <param name="market">The calendar that annualisation counts by.</param>
public sealed class IndicatorSet(BarSeries bars, Market market) : IDisposable
{
    private readonly Dictionary<(IndicatorFunction Function, int Period), double[]> columns = [];

    /// <summary>The series.</summary>
    public BarSeries Bars { get; } = bars;

    /// <summary>The calendar that annualisation counts by.</summary>
    public Market Market { get; } = market;

    /// <summary>Bars in a year, the factor of annualisation.</summary>
    public double BarsPerYear { get; } = bars.Timeframe.BarsPerYear(market);

    /// <summary>Simple moving average of the close.</summary>
    public ReadOnlySpan<double> Sma(int period) => Column(
        static (set, period, result) => SimpleMovingAverage.Compute(set.Bars.Close, period, result), period);

    /// <summary>Exponential moving average of the close.</summary>
    public ReadOnlySpan<double> Ema(int period) => Column(
        static (set, period, result) => ExponentialMovingAverage.Compute(set.Bars.Close, period, result), period);

    /// <summary>Relative strength index of the close, 0 … 100.</summary>
    public ReadOnlySpan<double> Rsi(int period) => Column(
        static (set, period, result) => RelativeStrengthIndex.Compute(set.Bars.Close, period, result), period);

    /// <summary>Average true range, in price units.</summary>
    public ReadOnlySpan<double> Atr(int period) => Column(
        static (set, period, result) => AverageTrueRange.Compute(set.Bars.High, set.Bars.Low, set.Bars.Close, period, result), period);

    /// <summary>Population standard deviation of the close, in price units.</summary>
    public ReadOnlySpan<double> Deviation(int period) => Column(
        static (set, period, result) => RollingDeviation.Compute(set.Bars.Close, set.Sma(period), period, result), period);

    /// <summary>Highest high of the last <paramref name="period"/> bars, the newest included.</summary>
    public ReadOnlySpan<double> HighestHigh(int period) => Column(
        static (set, period, result) => RollingExtreme.Highest(set.Bars.High, period, result), period);

    /// <summary>Lowest low of the last <paramref name="period"/> bars, the newest included.</summary>
    public ReadOnlySpan<double> LowestLow(int period) => Column(
        static (set, period, result) => RollingExtreme.Lowest(set.Bars.Low, period, result), period);

    /// <summary>Annualised realised volatility over <paramref name="period"/> logarithmic returns.</summary>
    public ReadOnlySpan<double> Volatility(int period) => Column(
        static (set, period, result) => RealisedVolatility.Compute(set.Bars.Close, period, set.BarsPerYear, result), period);

    /// <summary>The column that <paramref name="function"/> computes, once for each period.</summary>
    /// <param name="function">A static function: delegates of the same method are the same indicator.</param>
    /// <param name="period">Its length, in bars.</param>
    public ReadOnlySpan<double> Column(IndicatorFunction function, int period)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (!columns.TryGetValue((function, period), out var column))
        {
            column = ArrayPool<double>.Shared.Rent(Bars.Count);
            function(this, period, column.AsSpan(0, Bars.Count));
            columns.Add((function, period), column);
        }

        return column.AsSpan(0, Bars.Count);
    }

    /// <summary>Gives the columns back; spans taken from this set must no longer be read.</summary>
    public void Dispose()
    {
        foreach (var column in columns.Values)
            ArrayPool<double>.Shared.Return(column);
        columns.Clear();
    }
}
