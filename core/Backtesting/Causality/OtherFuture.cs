using Serverless.Core.MarketData;
using Serverless.Core.Randomness;

namespace Serverless.Core.Backtesting.Causality;

/// <summary>A series that is the same up to a bar and something else after it.</summary>
internal static class OtherFuture
{
    private const double SmallestStep = 0.005;

    /// <summary>The bars up to and including <paramref name="cut"/>, followed by <paramref name="count"/> random ones: wilder than the past, with
    /// jumps between bars and bars that are missing, so that whoever looks at them notices.</summary>
    public static BarSeries After(BarSeries bars, int cut, int count, SeededRandom random)
    {
        var total = cut + 1 + count;
        var ticks = Past(bars.OpenTicks, cut, total);
        double[] open = Past(bars.Open, cut, total), high = Past(bars.High, cut, total), low = Past(bars.Low, cut, total);
        double[] close = Past(bars.Close, cut, total), volume = Past(bars.Volume, cut, total);
        var length = bars.Timeframe.Length().Ticks;
        var step = Math.Max(SmallestStep, 3 * TypicalStep(bars.Close[..(cut + 1)]));
        for (var i = cut + 1; i < total; i++)
        {
            ticks[i] = ticks[i - 1] + (random.NextInt(20) == 0 ? 3 * length : length);
            open[i] = Moved(close[i - 1], random.NextInt(4) == 0 ? 4 * step : step, random);
            close[i] = Moved(open[i], step, random);
            high[i] = Math.Max(open[i], close[i]) * (1 + (step * random.NextDouble()));
            low[i] = Math.Min(open[i], close[i]) / (1 + (step * random.NextDouble()));
            volume[i] = bars.Volume[random.NextInt(cut + 1)] * 3 * random.NextDouble();
        }

        return new BarSeries(bars.Symbol, bars.Timeframe, ticks, open, high, low, close, volume);
    }

    private static T[] Past<T>(ReadOnlySpan<T> column, int cut, int total)
    {
        var other = new T[total];
        column[..(cut + 1)].CopyTo(other);
        return other;
    }

    private static double Moved(double price, double step, SeededRandom random) =>
        price * (1 + Math.Clamp(step * random.NextGaussian(), -0.5, 1));

    // Mean absolute return of the last hundred bars.
    private static double TypicalStep(ReadOnlySpan<double> close)
    {
        var first = Math.Max(1, close.Length - 100);
        var sum = 0.0;
        for (var i = first; i < close.Length; i++)
            sum += Math.Abs((close[i] / close[i - 1]) - 1);
        return first < close.Length && double.IsFinite(sum) ? Math.Min(sum / (close.Length - first), 0.1) : 0;
    }
}
