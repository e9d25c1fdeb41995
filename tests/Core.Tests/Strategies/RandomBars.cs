using Serverless.Core.MarketData;
using Serverless.Core.Randomness;

namespace Serverless.Core.Tests.Strategies;

/// <summary>Random walks with jumps, gaps between close and open, and missing bars.</summary>
internal static class RandomBars
{
    public static BarSeries Create(SeededRandom random, int count, Timeframe timeframe = Timeframe.H4) =>
        Build(random, count, timeframe, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc), 100);

    /// <summary>The bars up to and including <paramref name="cut"/>, followed by as many others as before.</summary>
    public static BarSeries WithOtherFuture(BarSeries bars, int cut, SeededRandom random)
    {
        var past = bars.Slice(0, cut + 1);
        var future = Build(
            random, bars.Count - cut - 1, bars.Timeframe, bars.OpenTime(cut) + bars.Timeframe.Length(), 3 * bars.Close[cut]);
        return new BarSeries(
            bars.Symbol,
            bars.Timeframe,
            (long[])[.. past.OpenTicks, .. future.OpenTicks],
            (double[])[.. past.Open, .. future.Open],
            (double[])[.. past.High, .. future.High],
            (double[])[.. past.Low, .. future.Low],
            (double[])[.. past.Close, .. future.Close],
            (double[])[.. past.Volume, .. future.Volume]);
    }

    private static BarSeries Build(SeededRandom random, int count, Timeframe timeframe, DateTime start, double price)
    {
        var ticks = new long[count];
        double[] open = new double[count], high = new double[count], low = new double[count], close = new double[count];
        var volume = new double[count];
        var step = timeframe.Length().Ticks;
        var time = start.Ticks;
        for (var i = 0; i < count; i++)
        {
            ticks[i] = time;
            time += random.NextInt(50) == 0 ? 3 * step : step;
            open[i] = price * Math.Exp(0.002 * random.NextGaussian());
            close[i] = open[i] * Math.Exp((random.NextInt(40) == 0 ? 0.08 : 0.012) * random.NextGaussian());
            high[i] = Math.Max(open[i], close[i]) * (1 + (0.005 * random.NextDouble()));
            low[i] = Math.Min(open[i], close[i]) * (1 - (0.005 * random.NextDouble()));
            volume[i] = 1 + random.NextDouble();
            price = close[i];
        }

        return new BarSeries("RANDOM", timeframe, ticks, open, high, low, close, volume);
    }
}
