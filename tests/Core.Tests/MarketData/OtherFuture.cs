using Serverless.Core.MarketData;
using Serverless.Core.Randomness;

namespace Serverless.Core.Tests.MarketData;

/// <summary>Other futures of a series: what was decided before must not change with them.</summary>
internal static class OtherFuture
{
    /// <summary>The same bars until one had not closed by <paramref name="asOf"/>, then others.</summary>
    public static BarSeries Of(BarSeries bars, DateTimeOffset asOf, int seed)
    {
        var random = new SeededRandom(seed);
        double[] Changed(ReadOnlySpan<double> column)
        {
            var result = column.ToArray();
            for (var i = bars.IndexAtOrAfter(asOf.UtcTicks - bars.Timeframe.Length().Ticks + 1); i < result.Length; i++)
                result[i] *= 0.5 + random.NextDouble();
            return result;
        }

        return new BarSeries(bars.Symbol, bars.Timeframe, bars.OpenTicks.ToArray(), Changed(bars.Open), Changed(bars.High), Changed(bars.Low), Changed(bars.Close), bars.Volume.ToArray());
    }
}
