using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.Metrics;
using Serverless.Core.Metrics.Distributions;
using Serverless.Core.Validation.Bootstrap;
using Serverless.Core.Validation.Comparison;
using Serverless.Core.Validation.Hypotheses;

namespace Serverless.Core.Tests.Validation.Hypotheses;

/// <summary>Whatever finite numbers are given: results are numbers or undefined, never NaN or infinite, and p-values are probabilities.</summary>
public sealed class AnyInputTests
{
    // Few different values make ties; extreme ones overflow squares.
    private static readonly Gen<double> Value = Gen.Frequency(
        (6, Gen.Choose(-1000, 1000).Select(value => value / 1000.0)),
        (3, Gen.Choose(-2, 2).Select(value => (double)value)),
        (1, Gen.Elements(0.0, 1e-300, -1e-300, 1e9, 1e160, -1e160, 1e308)));

    private static readonly Arbitrary<(double[] X, double[] Y)> Samples =
        (from x in Value.ArrayOf() from y in Value.ArrayOf() select (x, y)).ToArbitrary();

    [Fact]
    public void Tests_AnyFiniteSamples_GiveProbabilitiesOrReasons() => Prop.ForAll(Samples, samples =>
    {
        var (x, y) = samples;
        var shorter = Math.Min(x.Length, y.Length);
        foreach (var alternative in Enum.GetValues<Alternative>())
        {
            AssertSound(TTest.OneSample(x, 0.1, alternative));
            AssertSound(TTest.Paired(x.AsSpan()[..shorter], y.AsSpan()[..shorter], alternative));
            AssertSound(TTest.Pooled(x, y, alternative));
            AssertSound(TTest.Welch(x, y, alternative));
            AssertSound(ZTest.OneSample(x, 0.1, alternative));
            AssertSound(ZTest.OneSample(x, 0.1, alternative, 2));
            AssertSound(ZTest.TwoSample(x, y, alternative));
            AssertSound(MannWhitney.Test(x, y, alternative));
            AssertSound(MannWhitney.Exact(x, y, alternative));
            AssertSound(KolmogorovSmirnov.OneSample(x, StandardNormal.Cumulative, alternative));
            AssertSound(KolmogorovSmirnov.TwoSample(x, y, alternative));
            AssertSound(SharpeComparison.JobsonKorkieMemmel(x.AsSpan()[..shorter], y.AsSpan()[..shorter], alternative));
            AssertSound(SharpeComparison.Robust(x.AsSpan()[..shorter], y.AsSpan()[..shorter], alternative));
        }

        AssertSound(AndersonDarling.Normal(x, 0, 1));
        AssertSound(AndersonDarling.Normality(x));
        AssertSound(AndersonDarling.SameDistribution([x, y]));
        AssertSound(ReturnDiagnostics.JarqueBera(x));
        AssertSound(ReturnDiagnostics.LjungBox(x, 2));
        AssertSound(AugmentedDickeyFuller.Test(x));
        AssertSound(SharpeComparison.LedoitWolf(x[..shorter], y[..shorter], new BootstrapSettings { Replications = 9 }));
        AssertSound(SharpeInference.Measure(x, 12).Test());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Figures_AnyFiniteReturns_AreNumbersOrUndefined() => Prop.ForAll(Samples, samples =>
    {
        var (x, y) = samples;
        var shorter = Math.Min(x.Length, y.Length);
        AssertFinite(PerformanceMetrics.Measure(Array.ConvertAll(x, r => Math.Clamp(r, -1, 1)), 252, y, default));
        AssertFinite(RiskMetrics.Measure(Array.ConvertAll(x, r => Math.Clamp(r, -1, 1)), 252));
        AssertFinite(BenchmarkComparison.Measure(x.AsSpan()[..shorter], y.AsSpan()[..shorter], 252));
        AssertFinite(SharpeInference.Measure(x, 12));
        AssertFinite(BlockLength.Estimate(x));
        AssertFinite(BootstrapInterval.Measure(
            new StationaryResampler(3), x, r => ReturnStatistics.Sharpe(ReturnMoments.Of(r), 1) ?? double.NaN, new BootstrapSettings { Replications = 40 }));
    }).QuickCheckThrowOnFailure();

    private static void AssertSound(HypothesisResult result)
    {
        Assert.True(result.Statistic is null || double.IsFinite(result.Statistic.Value), $"{result}");
        Assert.True(result.PValue is null or (>= 0 and <= 1), $"{result}");
        Assert.Equal(result.PValue is null, result.Undefined is not null);
    }

    private static void AssertFinite(object figures)
    {
        foreach (var property in figures.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0))
            Assert.True(property.GetValue(figures) is not double value || double.IsFinite(value), $"{property.Name} of {figures}");
    }
}
