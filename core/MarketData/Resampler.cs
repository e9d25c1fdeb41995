using Serverless.Core.Time;

namespace Serverless.Core.MarketData;

/// <summary>Joins bars into longer ones.</summary>
public static class Resampler
{
    /// <summary>
    /// Bars of <paramref name="target"/> length on multiples of it since midnight UTC (H4: 00, 04, …, 20): open of the first source bar,
    /// highest high, lowest low, close of the last, sum of volumes in time order. Bars are known at their close: a source bar across a
    /// boundary (US hours open at :30) belongs to the bar in which it closes, and a target bar whose sources are still arriving is in the
    /// result, so leave the last one out while its time has not passed.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="target"/> is not a multiple of the source's timeframe.</exception>
    public static ResampledBars Resample(BarSeries source, Timeframe target)
    {
        ArgumentNullException.ThrowIfNull(source);
        var length = target.Length();
        var sourceLength = source.Timeframe.Length();
        if (length.Ticks % sourceLength.Ticks != 0)
            throw new ArgumentException($"{source.Symbol}: {target} bars cannot be made of {source.Timeframe} bars.", nameof(target));

        var perBar = length / sourceLength;
        var lastTick = sourceLength.Ticks - 1;
        var rows = new BarRows();
        var incomplete = 0;
        for (var first = 0; first < source.Count;)
        {
            var opens = BarClock.OpenOf(source.OpenTicks[first] + lastTick, length);
            var (high, low, volume) = (source.High[first], source.Low[first], source.Volume[first]);
            var next = first + 1;
            for (; next < source.Count && source.OpenTicks[next] + lastTick < opens + length.Ticks; next++)
            {
                high = Math.Max(high, source.High[next]);
                low = Math.Min(low, source.Low[next]);
                volume += source.Volume[next];
            }

            rows.Add(first, opens, source.Open[first], high, low, source.Close[next - 1], volume);
            incomplete += next - first < perBar ? 1 : 0;
            first = next;
        }

        return new ResampledBars(rows.ToSeries(source.Symbol, target), incomplete);
    }
}
