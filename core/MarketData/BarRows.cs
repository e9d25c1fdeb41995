namespace Serverless.Core.MarketData;

/// <summary>Rows of bars while a file is being read: columns that grow, with the line of each row.</summary>
internal sealed class BarRows
{
    private long[] times = new long[1024];
    private int[] lines = new int[1024];
    private double[] open = new double[1024];
    private double[] high = new double[1024];
    private double[] low = new double[1024];
    private double[] close = new double[1024];
    private double[] volume = new double[1024];

    public int Count { get; private set; }

    public ReadOnlySpan<long> Times => times.AsSpan(0, Count);

    public ReadOnlySpan<int> Lines => lines.AsSpan(0, Count);

    public void Add(int line, long time, double open, double high, double low, double close, double volume)
    {
        if (Count == times.Length)
            Resize(Count * 2);
        lines[Count] = line;
        times[Count] = time;
        this.open[Count] = open;
        this.high[Count] = high;
        this.low[Count] = low;
        this.close[Count] = close;
        this.volume[Count] = volume;
        Count++;
    }

    public bool SameValues(int first, int second) =>
        open[first] == open[second] && high[first] == high[second] && low[first] == low[second]
        && close[first] == close[second] && volume[first] == volume[second];

    /// <summary>Keeps the rows at <paramref name="kept"/>, in that order.</summary>
    public void Rearrange(int[] kept)
    {
        times = Array.ConvertAll(kept, i => times[i]);
        lines = Array.ConvertAll(kept, i => lines[i]);
        open = Array.ConvertAll(kept, i => open[i]);
        high = Array.ConvertAll(kept, i => high[i]);
        low = Array.ConvertAll(kept, i => low[i]);
        close = Array.ConvertAll(kept, i => close[i]);
        volume = Array.ConvertAll(kept, i => volume[i]);
        Count = kept.Length;
    }

    public void Shift(TimeSpan by)
    {
        for (var i = 0; i < Count; i++)
            times[i] += by.Ticks;
    }

    public BarSeries ToSeries(string symbol, Timeframe timeframe)
    {
        Resize(Count);
        return new BarSeries(symbol, timeframe, times, open, high, low, close, volume);
    }

    private void Resize(int size)
    {
        Array.Resize(ref times, size);
        Array.Resize(ref lines, size);
        Array.Resize(ref open, size);
        Array.Resize(ref high, size);
        Array.Resize(ref low, size);
        Array.Resize(ref close, size);
        Array.Resize(ref volume, size);
    }
}
