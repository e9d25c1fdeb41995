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
    private double[] trades = new double[1024];

    public int Count { get; private set; }

    public ReadOnlySpan<long> Times => times.AsSpan(0, Count);

    public ReadOnlySpan<int> Lines => lines.AsSpan(0, Count);

    /// <summary>Adds a row that has one price only, or a figure.</summary>
    public void Add(int line, long time, double value, double volume) => Add(line, time, value, value, value, value, volume);

    public void Add(int line, long time, double open, double high, double low, double close, double volume, double trades = 0)
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
        this.trades[Count] = trades;
        Count++;
    }

    public bool SameValues(int first, int second) => SameValues(first, this, second);

    public bool SameValues(int row, BarRows other, int otherRow) =>
        open[row] == other.open[otherRow] && high[row] == other.high[otherRow] && low[row] == other.low[otherRow]
        && close[row] == other.close[otherRow] && volume[row] == other.volume[otherRow];

    /// <summary>Whether the first row counts more trades than the second or, equal in that, more volume.</summary>
    public bool IsFuller(int first, int second) => (trades[first], volume[first]).CompareTo((trades[second], volume[second])) > 0;

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
        trades = Array.ConvertAll(kept, i => trades[i]);
        Count = kept.Length;
    }

    /// <summary>Replaces every time; null leaves the row out.</summary>
    public void Retime(Func<long, long?> change)
    {
        var kept = new List<int>(Count);
        for (var i = 0; i < Count; i++)
        {
            if (change(times[i]) is not { } time)
                continue;
            times[i] = time;
            kept.Add(i);
        }

        if (kept.Count < Count)
            Rearrange([.. kept]);
    }

    /// <summary>Turns volumes that count money into volumes of the asset.</summary>
    public void DivideVolumesByCloses()
    {
        for (var i = 0; i < Count; i++)
            volume[i] /= close[i];
    }

    /// <summary>Brings every price of a bar into the range of the bars before and after it.</summary>
    public void ClampToNeighbours(int row)
    {
        var (before, after) = (Math.Max(0, row - 1), Math.Min(Count - 1, row + 1));
        (before, after) = (before == row ? after : before, after == row ? before : after);
        var (bottom, top) = (Math.Min(low[before], low[after]), Math.Max(high[before], high[after]));
        open[row] = Math.Clamp(open[row], bottom, top);
        high[row] = Math.Clamp(high[row], bottom, top);
        low[row] = Math.Clamp(low[row], bottom, top);
        close[row] = Math.Clamp(close[row], bottom, top);
    }

    public ReadOnlySpan<double> Closes => close.AsSpan(0, Count);

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
        Array.Resize(ref trades, size);
    }
}
