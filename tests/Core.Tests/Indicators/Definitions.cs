using Serverless.Core.Indicators;
using Serverless.Core.MarketData;

namespace Serverless.Core.Tests.Indicators;

/// <summary>Every feature of the catalog written out from its definition, one value at a time, as slowly as it takes.</summary>
internal static class Definitions
{
    private const double BarsPerYear = 365.25 * 6; // H4 crypto

    private static readonly Dictionary<string, Func<View, FeatureArguments, int, double[]>> ByName = new()
    {
        ["sma"] = (bars, a, i) => [Mean(Window(bars.Close, i, a.Whole(0)))],
        ["wma"] = (bars, a, i) => [Weighted(Window(bars.Close, i, a.Whole(0)))],
        ["ema"] = (bars, a, i) => [Smoothed(bars.Close, i, a.Whole(0), 2.0 / (a.Whole(0) + 1))],
        ["macd"] = Macd,
        ["rsi"] = (bars, a, i) => [Rsi(bars, a.Whole(0), i)],
        ["stochastic"] = (bars, a, i) => [PercentK(bars, a, i), Mean(Range(i, a.Whole(2)).Select(k => PercentK(bars, a, k)))],
        ["adx"] = (bars, a, i) => [Adx(bars, a.Whole(0), i), Direction(bars, a.Whole(0), i, up: true), Direction(bars, a.Whole(0), i, up: false)],
        ["atr"] = (bars, a, i) => [Smoothed(k => TrueRange(bars, k), 0, i, a.Whole(0), 1.0 / a.Whole(0))],
        ["bollinger"] = Bollinger,
        ["donchian"] = (bars, a, i) => [Highest(bars, i, a.Whole(0)), Lowest(bars, i, a.Whole(0)), (Highest(bars, i, a.Whole(0)) + Lowest(bars, i, a.Whole(0))) / 2],
        ["deviation"] = (bars, a, i) => [Deviation(Window(bars.Close, i, a.Whole(0)), 0)],
        ["z-score"] = (bars, a, i) => [ZScore(Window(bars.Close, i, a.Whole(0)))],
        ["percentile-rank"] = (bars, a, i) => [100 * Mean(Window(bars.Close, i, a.Whole(0)).Select(value => value <= bars.Close[i] ? 1.0 : 0))],
        ["simple-return"] = (bars, a, i) => [(bars.Close[i] - bars.Close[i - a.Whole(0)]) / bars.Close[i - a.Whole(0)]],
        ["log-return"] = (bars, a, i) => [Math.Log(bars.Close[i]) - Math.Log(bars.Close[i - a.Whole(0)])],
        ["volatility"] = (bars, a, i) => [Annual(Square(Deviation(Range(i, a.Whole(0)).Select(k => Math.Log(bars.Close[k] / bars.Close[k - 1])), 1)))],
        ["parkinson"] = (bars, a, i) => [Annual(Mean(Range(i, a.Whole(0)).Select(k => Square(Math.Log(bars.High[k] / bars.Low[k])))) / (4 * Math.Log(2)))],
        ["garman-klass"] = (bars, a, i) => [Annual(Mean(Range(i, a.Whole(0)).Select(k =>
            (0.5 * Square(Math.Log(bars.High[k] / bars.Low[k]))) - (((2 * Math.Log(2)) - 1) * Square(Math.Log(bars.Close[k] / bars.Open[k]))))))],
        ["yang-zhang"] = (bars, a, i) => [YangZhang(bars, a.Whole(0), i)],
        ["benchmark-return"] = (bars, _, i) => [Change(bars.Benchmark, i)],
        ["correlation"] = (bars, a, i) => [Regression(bars, a.Whole(0), i, beta: false)],
        ["beta"] = (bars, a, i) => [Regression(bars, a.Whole(0), i, beta: true)],
    };

    /// <summary>All outputs at bar <paramref name="i"/>, where all have left their warm-up.</summary>
    public static double[] Of(Feature feature, FeatureArguments arguments, View bars, int i) => ByName[feature.Name](bars, arguments, i);

    private static double[] Macd(View bars, FeatureArguments a, int i)
    {
        double Line(int k) => Smoothed(bars.Close, k, a.Whole(0), 2.0 / (a.Whole(0) + 1)) - Smoothed(bars.Close, k, a.Whole(1), 2.0 / (a.Whole(1) + 1));
        var signal = Smoothed(Line, Math.Max(a.Whole(0), a.Whole(1)) - 1, i, a.Whole(2), 2.0 / (a.Whole(2) + 1));
        return [Line(i), signal, Line(i) - signal];
    }

    private static double[] Bollinger(View bars, FeatureArguments a, int i)
    {
        var window = Window(bars.Close, i, a.Whole(0));
        var (mean, band) = (Mean(window), a[1] * Deviation(window, 0));
        var place = Same(window) ? 0.5 : (bars.Close[i] - (mean - band)) / (2 * band);
        return [mean, mean + band, mean - band, place, 2 * band / mean];
    }

    private static double Rsi(View bars, int period, int i)
    {
        var gain = Smoothed(k => Math.Max(bars.Close[k] - bars.Close[k - 1], 0), 1, i, period, 1.0 / period);
        var loss = Smoothed(k => Math.Max(bars.Close[k - 1] - bars.Close[k], 0), 1, i, period, 1.0 / period);
        return gain == 0 && loss == 0 ? 50 : 100 - (100 / (1 + (gain / loss)));
    }

    private static double PercentK(View bars, FeatureArguments a, int i) => Mean(Range(i, a.Whole(1)).Select(k =>
    {
        var (high, low) = (Highest(bars, k, a.Whole(0)), Lowest(bars, k, a.Whole(0)));
        return high == low ? 50 : 100 * (bars.Close[k] - low) / (high - low);
    }));

    private static double Adx(View bars, int period, int i) => Smoothed(
        k =>
        {
            var (plus, minus) = (Direction(bars, period, k, up: true), Direction(bars, period, k, up: false));
            return plus + minus == 0 ? 0 : 100 * Math.Abs(plus - minus) / (plus + minus);
        },
        period,
        i,
        period,
        1.0 / period);

    private static double Direction(View bars, int period, int i, bool up)
    {
        double Move(int k)
        {
            var (rise, fall) = (bars.High[k] - bars.High[k - 1], bars.Low[k - 1] - bars.Low[k]);
            var (wanted, other) = up ? (rise, fall) : (fall, rise);
            return wanted > 0 && wanted > other ? wanted : 0;
        }

        var range = Smoothed(k => TrueRange(bars, k), 1, i, period, 1.0 / period);
        return range == 0 ? 0 : 100 * Smoothed(Move, 1, i, period, 1.0 / period) / range;
    }

    private static double YangZhang(View bars, int n, int i)
    {
        double L(double[] upper, int k, double lower) => Math.Log(upper[k] / lower);
        var overnight = Square(Deviation(Range(i, n).Select(k => L(bars.Open, k, bars.Close[k - 1])), 1));
        var day = Square(Deviation(Range(i, n).Select(k => L(bars.Close, k, bars.Open[k])), 1));
        var rogersSatchell = Mean(Range(i, n).Select(k =>
            (L(bars.High, k, bars.Close[k]) * L(bars.High, k, bars.Open[k])) + (L(bars.Low, k, bars.Close[k]) * L(bars.Low, k, bars.Open[k]))));
        var share = 0.34 / (1.34 + ((n + 1.0) / (n - 1)));
        return Annual(overnight + (share * day) + ((1 - share) * rogersSatchell));
    }

    private static double Regression(View bars, int n, int i, bool beta)
    {
        double[] x = [.. Range(i, n).Select(k => Change(bars.Benchmark, k))], y = [.. Range(i, n).Select(k => Change(bars.Close, k))];
        if (Same(x) || (!beta && Same(y)))
            return double.NaN;
        var (meanX, meanY) = (Mean(x), Mean(y));
        var xy = x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum();
        var (xx, yy) = (x.Sum(a => Square(a - meanX)), y.Sum(b => Square(b - meanY)));
        return beta ? xy / xx : xy / Math.Sqrt(xx * yy);
    }

    // The seed's weight has shrunk with every step, and so has each later value's: the recursion, solved.
    private static double Smoothed(Func<int, double> values, int first, int i, int period, double weight)
    {
        var seeded = first + period - 1;
        var sum = Mean(Range(seeded, period).Select(values)) * Math.Pow(1 - weight, i - seeded);
        for (var k = seeded + 1; k <= i; k++)
            sum += weight * Math.Pow(1 - weight, i - k) * values(k);
        return sum;
    }

    private static double Smoothed(double[] values, int i, int period, double weight) => Smoothed(k => values[k], 0, i, period, weight);

    private static double TrueRange(View bars, int k) => k == 0
        ? bars.High[k] - bars.Low[k]
        : Math.Max(bars.High[k], bars.Close[k - 1]) - Math.Min(bars.Low[k], bars.Close[k - 1]);

    private static double ZScore(double[] window) => Same(window) ? 0 : (window[^1] - Mean(window)) / Deviation(window, 0);

    private static double Weighted(double[] window) => window.Select((value, k) => value * (k + 1)).Sum() / (window.Length * (window.Length + 1) / 2.0);

    private static double Deviation(IEnumerable<double> values, int lost)
    {
        double[] window = [.. values];
        var mean = Mean(window);
        return Same(window) ? 0 : Math.Sqrt(window.Sum(value => Square(value - mean)) / (window.Length - lost));
    }

    private static double Highest(View bars, int i, int period) => Window(bars.High, i, period).Max();

    private static double Lowest(View bars, int i, int period) => Window(bars.Low, i, period).Min();

    private static double Change(double[] prices, int k) => (prices[k] / prices[k - 1]) - 1;

    private static double Annual(double variance) => Math.Sqrt(BarsPerYear * variance);

    private static double Square(double value) => value * value;

    private static double Mean(IEnumerable<double> values) => values.Average();

    private static bool Same(double[] values) => values.All(value => value == values[0]);

    private static double[] Window(double[] values, int i, int period) => [.. Range(i, period).Select(k => values[k])];

    private static IEnumerable<int> Range(int i, int period) => Enumerable.Range(i - period + 1, period);

    /// <summary>The columns of a series as arrays.</summary>
    internal sealed class View(BarSeries bars, BarSeries benchmark)
    {
        public double[] Open { get; } = bars.Open.ToArray();

        public double[] High { get; } = bars.High.ToArray();

        public double[] Low { get; } = bars.Low.ToArray();

        public double[] Close { get; } = bars.Close.ToArray();

        public double[] Benchmark { get; } = benchmark.Close.ToArray();
    }
}
