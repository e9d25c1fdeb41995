using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Randomness;
using Serverless.Core.Tests.Strategies;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.Indicators;

/// <summary>Bars, arguments and columns for tests that hold for every feature.</summary>
internal static class FeatureBars
{
    /// <summary>Arguments small enough that warm-ups end early.</summary>
    public static FeatureArguments Draw(Feature feature, SeededRandom random)
    {
        var values = feature.Parameters.ToDictionary(
            parameter => parameter.Name,
            parameter => parameter.Whole ? parameter.Min + random.NextInt(12) : parameter.Min + random.NextDouble());
        return feature.Bind(values);
    }

    /// <summary>All columns of a feature, with a benchmark that lacks some of the bars.</summary>
    public static double[][] Columns(Feature feature, FeatureArguments arguments, BarSeries bars, BarSeries benchmark)
    {
        using var set = new IndicatorSet(bars, Market.Crypto) { Benchmark = benchmark };
        return [.. Enumerable.Range(0, feature.Outputs.Count).Select(output => set.Column(feature, arguments, output).ToArray())];
    }

    /// <summary>A series with the same times and other prices.</summary>
    public static BarSeries Benchmark(BarSeries bars, SeededRandom random)
    {
        var other = RandomBars.Create(random, bars.Count);
        return Copy(bars, other.Open.ToArray(), other.High.ToArray(), other.Low.ToArray(), other.Close.ToArray());
    }

    /// <summary>The bars, without the prices of bar <paramref name="missing"/>.</summary>
    public static BarSeries WithMissing(BarSeries bars, int missing) => Map(bars, (bar, price) => bar == missing ? double.NaN : price);

    /// <summary>The bars with other prices, each made of its bar's index and its price.</summary>
    public static BarSeries Map(BarSeries bars, Func<int, double, double> change)
    {
        double[] Changed(ReadOnlySpan<double> prices)
        {
            var copy = prices.ToArray();
            for (var i = 0; i < copy.Length; i++)
                copy[i] = change(i, copy[i]);
            return copy;
        }

        return Copy(bars, Changed(bars.Open), Changed(bars.High), Changed(bars.Low), Changed(bars.Close));
    }

    /// <summary>Fails unless both are NaN, or differ by at most <paramref name="tolerance"/>.</summary>
    public static void AssertNear(double expected, double actual, double tolerance, string where) => Assert.True(
        double.IsNaN(expected) ? double.IsNaN(actual) : Math.Abs(actual - expected) <= tolerance,
        $"{where}: {actual:R}, expected {expected:R} within {tolerance:R}.");

    private static BarSeries Copy(BarSeries bars, double[] open, double[] high, double[] low, double[] close) =>
        new(bars.Symbol, bars.Timeframe, bars.OpenTicks.ToArray(), open, high, low, close, bars.Volume.ToArray());
}
