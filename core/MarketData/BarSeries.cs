namespace Serverless.Core.MarketData;

/// <summary>
/// Bars of one symbol and timeframe as a structure of arrays, in strictly ascending order of open time. Immutable.
/// Gaps are allowed: a missing bar is absent, never filled. A bar is known at its close, <c>OpenTicks[i] + Timeframe</c>.
/// </summary>
public sealed class BarSeries
{
    private readonly ReadOnlyMemory<long> openTicks;
    private readonly ReadOnlyMemory<double> open;
    private readonly ReadOnlyMemory<double> high;
    private readonly ReadOnlyMemory<double> low;
    private readonly ReadOnlyMemory<double> close;
    private readonly ReadOnlyMemory<double> volume;

    /// <summary>Wraps columns without copying them; the caller hands over the arrays.</summary>
    /// <exception cref="ArgumentException">Columns differ in length, or times do not ascend strictly; the message names the
    /// row.</exception>
    public BarSeries(
        string symbol,
        Timeframe timeframe,
        ReadOnlyMemory<long> openTicks,
        ReadOnlyMemory<double> open,
        ReadOnlyMemory<double> high,
        ReadOnlyMemory<double> low,
        ReadOnlyMemory<double> close,
        ReadOnlyMemory<double> volume)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(symbol);
        var count = openTicks.Length;
        if (open.Length != count || high.Length != count || low.Length != count || close.Length != count || volume.Length != count)
            throw new ArgumentException($"{symbol}: the columns differ in length (times: {count}).", nameof(openTicks));
        var times = openTicks.Span;
        for (var i = 1; i < times.Length; i++)
        {
            if (times[i] <= times[i - 1])
                throw new ArgumentException($"{symbol}: bar {i} does not open after bar {i - 1}.", nameof(openTicks));
        }

        Symbol = symbol;
        Timeframe = timeframe;
        this.openTicks = openTicks;
        this.open = open;
        this.high = high;
        this.low = low;
        this.close = close;
        this.volume = volume;
    }

    // What is in order stays so in a part of it.
    private BarSeries(BarSeries source, int start, int length)
    {
        Symbol = source.Symbol;
        Timeframe = source.Timeframe;
        openTicks = source.openTicks.Slice(start, length);
        open = source.open.Slice(start, length);
        high = source.high.Slice(start, length);
        low = source.low.Slice(start, length);
        close = source.close.Slice(start, length);
        volume = source.volume.Slice(start, length);
    }

    /// <summary>Name of the instrument, for example <c>BTCUSDT</c>.</summary>
    public string Symbol { get; }

    /// <summary>Length of every bar.</summary>
    public Timeframe Timeframe { get; }

    /// <summary>Number of bars.</summary>
    public int Count => openTicks.Length;

    /// <summary>UTC open times in <see cref="DateTime.Ticks"/>, strictly ascending.</summary>
    public ReadOnlySpan<long> OpenTicks => openTicks.Span;

    /// <summary>First price of each bar, in quote currency.</summary>
    public ReadOnlySpan<double> Open => open.Span;

    /// <summary>Highest price of each bar.</summary>
    public ReadOnlySpan<double> High => high.Span;

    /// <summary>Lowest price of each bar.</summary>
    public ReadOnlySpan<double> Low => low.Span;

    /// <summary>Last price of each bar.</summary>
    public ReadOnlySpan<double> Close => close.Span;

    /// <summary>Traded quantity of each bar, in units of the asset.</summary>
    public ReadOnlySpan<double> Volume => volume.Span;

    /// <summary>UTC open time of bar <paramref name="index"/>.</summary>
    public DateTime OpenTime(int index) => new(OpenTicks[index], DateTimeKind.Utc);

    /// <summary>Bar <paramref name="index"/> as a value.</summary>
    public Bar this[int index] => new(OpenTime(index), Open[index], High[index], Low[index], Close[index], Volume[index]);

    /// <summary>The same bars under another name, sharing the columns.</summary>
    public BarSeries As(string symbol) => new(symbol, Timeframe, openTicks, open, high, low, close, volume);

    /// <summary>The bars that have closed at <paramref name="time"/>; shares their memory.</summary>
    public BarSeries ClosedBy(DateTimeOffset time) => Slice(0, IndexAtOrAfter(time.UtcTicks - Timeframe.Length().Ticks + 1));

    /// <summary>The bars that open within <paramref name="span"/> before the last close; all of them when the series is shorter.</summary>
    public BarSeries Last(TimeSpan span)
    {
        if (Count == 0)
            return this;
        var start = IndexAtOrAfter(OpenTicks[^1] + Timeframe.Length().Ticks - span.Ticks);
        return Slice(start, Count - start);
    }

    /// <summary>The first bar that opens at a UTC time, in ticks, or later; <see cref="Count"/> when none does.</summary>
    public int IndexAtOrAfter(long ticks)
    {
        var found = OpenTicks.BinarySearch(ticks);
        return found >= 0 ? found : ~found;
    }

    /// <summary>The bars in <c>[start, start + length)</c>, sharing the columns.</summary>
    public BarSeries Slice(int start, int length) => new(this, start, length);
}
