using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.Indicators;
using Serverless.Core.Randomness;

namespace Serverless.Core.Tests.Indicators;

/// <summary>
/// Tiny moves at a large price: a millionth around a million, where sums of squares would have no digit left. Expected values are computed
/// in two passes over decimals, which are exact here. The error may be a few roundings per value, relative to the value.
/// </summary>
public sealed class CancellationTests
{
    private const int Count = 120;
    private const double Tolerance = 1e-14;
    private const double Spacings = 1L << 33;
    private static readonly Config Quickly = Config.QuickThrowOnFailure.WithMaxTest(40);

    [Fact]
    public void Deviation_MillionthsAroundAMillion_EqualsTwoPasses() => ForAnyWindow((values, _, window) =>
    {
        var actual = new double[Count];
        RollingDeviation.Compute(values, window, actual);
        return (actual, at => Math.Sqrt((double)(Products(at(values), at(values)) / window)) / Spacings);
    }, unitless: false);

    [Fact]
    public void ZScore_MillionthsAroundAMillion_EqualsTwoPasses() => ForAnyWindow((values, _, window) =>
    {
        var actual = new double[Count];
        StandardScore.Compute(values, window, actual);
        return (actual, at =>
        {
            var last = (double)(at(values)[^1] - at(values).Average());
            return last / Math.Sqrt((double)(Products(at(values), at(values)) / window));
        }
        );
    });

    [Fact]
    public void Correlation_MillionthsAroundAMillion_EqualsTwoPasses() => ForAnyWindow((values, other, window) =>
    {
        var actual = new double[Count];
        RollingRegression.ComputeCorrelation(values, other, window, actual);
        return (actual, at => (double)Products(at(values), at(other))
            / Math.Sqrt((double)Products(at(values), at(values)) * (double)Products(at(other), at(other))));
    });

    [Fact]
    public void Beta_MillionthsAroundAMillion_EqualsTwoPasses() => ForAnyWindow((values, other, window) =>
    {
        var actual = new double[Count];
        RollingRegression.ComputeBeta(values, other, window, actual);
        return (actual, at => (double)Products(at(values), at(other)) / (double)Products(at(other), at(other)));
    });

    private delegate decimal[] WindowOf(double[] values);

    private static void ForAnyWindow(Func<double[], double[], int, (double[] Actual, Func<WindowOf, double> Expected)> compute, bool unitless = true)
    {
        var cases =
            from seed in Gen.Choose(0, int.MaxValue)
            from window in Gen.Choose(2, 50)
            select (Seed: seed, Window: window);
        Check.One(Quickly, Prop.ForAll(cases.ToArbitrary(), sample =>
        {
            var random = new SeededRandom(sample.Seed);
            double[] Prices() => [.. Enumerable.Range(0, Count).Select(_ => 1e6 + (1e-6 * random.NextGaussian()))];
            var (actual, expected) = compute(Prices(), Prices(), sample.Window);
            for (var i = sample.Window - 1; i < Count; i++)
            {
                var start = i - sample.Window + 1;
                var value = expected(values => [.. values[start..(i + 1)].Select(Exact)]);
                FeatureBars.AssertNear(value, actual[i], Tolerance * sample.Window * (unitless ? Math.Max(1, Math.Abs(value)) : value), $"{sample}, bar {i}");
            }
        }));
    }

    // Near a million, doubles lie 2^-33 apart: as multiples of that, distances are whole numbers.
    private static decimal Exact(double value) => (decimal)((value - 1e6) * Spacings);

    private static decimal Products(decimal[] x, decimal[] y)
    {
        var (meanX, meanY) = (x.Average(), y.Average());
        return x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum();
    }
}
