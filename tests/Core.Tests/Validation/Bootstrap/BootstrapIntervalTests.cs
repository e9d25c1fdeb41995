using Serverless.Core.Metrics;
using Serverless.Core.Randomness;
using Serverless.Core.Validation.Bootstrap;

namespace Serverless.Core.Tests.Validation.Bootstrap;

/// <summary>Bootstrap distributions against 200,000 reference replications, and intervals against their coverage.</summary>
public sealed class BootstrapIntervalTests
{
    [Theory]
    [InlineData("stationary")]
    [InlineData("circular")]
    [InlineData("moving")]
    public void Measure_GoldenSharpe_HasTheReferenceDistribution(string scheme)
    {
        var golden = GoldenCase.Read("block_bootstrap").Single(golden => golden.Id == $"mc_sharpe_{scheme}_block10");
        var length = (int)golden.Number("block_length");
        IResampler resampler = scheme switch
        {
            "stationary" => new StationaryResampler(length),
            "circular" => new CircularBlockResampler(length),
            _ => new MovingBlockResampler(length),
        };
        var settings = new BootstrapSettings { Seed = 42 };

        var draws = Replications.Distributions(resampler, golden.Returns, settings, [Sharpe, Mean]);
        var sharpe = draws[0].Order().ToArray();

        golden.AssertEqual("sharpe_point", Sharpe(golden.Returns));
        golden.AssertEqual("bootstrap_sharpe_mean", sharpe.Average());
        golden.AssertEqual("bootstrap_sharpe_std", ReturnMoments.Of(sharpe).Deviation);
        foreach (var quantile in golden.ExpectedElement("bootstrap_sharpe_quantiles").EnumerateObject())
            Assert.Equal(quantile.Value.GetDouble(), Quantiles.OfSorted(sharpe, double.Parse(quantile.Name))!.Value, 0.006);
        var deviation = golden.Expected("exact_std_of_mean")!.Value;
        Assert.Equal(golden.Expected("exact_expectation_of_mean")!.Value, draws[1].Average(), 4 * deviation / 100);
        Assert.Equal(1, ReturnMoments.Of(draws[1]).Deviation!.Value / deviation, 0.03);
    }

    [Fact]
    public void Measure_MeanOfNormalSample_AgreesWithTheNormalInterval()
    {
        var series = Normal(new SeededRandom(1), 400);
        var expected = ReturnMoments.Of(series).Deviation!.Value / 20;

        var interval = BootstrapInterval.Measure(new IndependentResampler(), series, Mean, new BootstrapSettings { Replications = 4000 });

        Assert.Equal(1, interval.StandardError!.Value / expected, 0.05);
        Assert.Equal(Mean(series) - (1.96 * expected), interval.Percentile!.Value.Low, 0.1 * expected);
        Assert.Equal(interval.Percentile.Value.High, interval.Bca!.Value.High, 0.15 * expected);
        Assert.Equal(4000, interval.Replications);
    }

    [Fact]
    public void Measure_VarianceOfSmallSamples_BcaCoversMoreThanPercentiles()
    {
        // The percentile interval of a variance is too low; a skewed statistic is what the acceleration is for.
        int percentile = 0, bca = 0;
        const int Samples = 250;
        var root = new SeededRandom(7);
        for (var i = 0; i < Samples; i++)
        {
            var sample = Normal(root.Fork(i), 25);
            var interval = BootstrapInterval.Measure(
                new IndependentResampler(), sample, r => ReturnMoments.Of(r).Second, new BootstrapSettings { Replications = 400, Seed = i }, 0.9);
            percentile += interval.Percentile!.Value.Low <= 1 && 1 <= interval.Percentile.Value.High ? 1 : 0;
            bca += interval.Bca!.Value.Low <= 1 && 1 <= interval.Bca.Value.High ? 1 : 0;
        }

        Assert.True(bca > percentile, $"{bca} against {percentile}");
        Assert.InRange(bca / (double)Samples, 0.78, 0.93);
    }

    [Fact]
    public void Measure_StatisticThatIsOftenUndefined_HasNoInterval()
    {
        var interval = BootstrapInterval.Measure(
            new IndependentResampler(), new[] { 1.0, 2, 3 }, r => r[0] == r[1] ? double.NaN : 1, new BootstrapSettings { Replications = 200 });

        Assert.Equal(1, interval.Estimate);
        Assert.Null(interval.Percentile);
        Assert.InRange(interval.Replications, 90, 170);
        Assert.Null(BootstrapInterval.Measure(new IndependentResampler(), Array.Empty<double>(), Mean, new BootstrapSettings()).Estimate);
        Assert.Throws<ArgumentException>(() =>
            BootstrapInterval.Measure(new IndependentResampler(), new[] { double.NaN }, Mean, new BootstrapSettings()));
    }

    [Fact]
    public void MetricIntervals_AnyParallelism_AreTheSameAndHoldTheFigures()
    {
        var returns = Array.ConvertAll(Normal(new SeededRandom(3), 300), z => 0.0005 + (0.01 * z));
        var settings = new BootstrapSettings { Replications = 400, Seed = 9 };
        var scheme = BlockLength.Estimate(returns).ToStationary();

        var parallel = MetricIntervals.Measure(returns, 252, scheme, settings with { Parallelism = 4 });
        var serial = MetricIntervals.Measure(returns, 252, scheme, settings with { Parallelism = 1 });
        var metrics = PerformanceMetrics.Measure(returns, 252, [], default);

        Assert.Equal(serial, parallel);
        Assert.Equal(metrics.Sharpe!.Value, parallel.Sharpe.Estimate!.Value, 1e-12);
        Assert.Equal(metrics.MaxDrawdown, parallel.MaxDrawdown.Estimate!.Value, 1e-12);
        Assert.Equal(metrics.Calmar!.Value, parallel.Calmar.Estimate!.Value, 1e-12);
        Assert.All(
            [parallel.TotalReturn, parallel.Cagr, parallel.Volatility, parallel.Sharpe, parallel.Sortino, parallel.Calmar],
            figure => Assert.InRange(figure.Estimate!.Value, figure.Percentile!.Value.Low, figure.Percentile.Value.High));
    }

    [Fact]
    public void EquityBands_SimultaneousBand_CoversWholeCurvesAndPointwiseOneDoesNot()
    {
        var returns = Array.ConvertAll(Normal(new SeededRandom(4), 600), z => 0.0005 + (0.01 * z));
        var scheme = new StationaryResampler(5);

        var bands = EquityBands.Measure(returns, scheme, new BootstrapSettings { Replications = 2000, Seed = 1 }, 0.9)!;

        Assert.Equal((250, 600), (bands.Periods.Count, bands.Periods[^1]));
        int simultaneous = 0, pointwise = 0;
        const int Curves = 1000;
        Replications.Run(scheme, returns.Length, new BootstrapSettings { Replications = Curves, Seed = 2, Parallelism = 1 }, () => 0, (_, indices, _) =>
        {
            var equity = 1.0;
            bool inside = true, insidePoints = true;
            for (int i = 0, point = 0; i < indices.Length; i++)
            {
                equity *= 1 + returns[indices[i]];
                if (i + 1 != bands.Periods[point])
                    continue;
                inside &= equity >= bands.SimultaneousLow[point] && equity <= bands.SimultaneousHigh[point];
                insidePoints &= equity >= bands.PointwiseLow[point] && equity <= bands.PointwiseHigh[point];
                point++;
            }

            simultaneous += inside ? 1 : 0;
            pointwise += insidePoints ? 1 : 0;
        });
        Assert.Equal(0.9, simultaneous / (double)Curves, 0.035);
        Assert.True(pointwise < 0.75 * Curves, $"{pointwise}");
    }

    [Fact]
    public void EquityBands_NoReturnsOrTotalLoss_IsNullAndConstantOnesAreALine()
    {
        var settings = new BootstrapSettings { Replications = 10 };

        Assert.Null(EquityBands.Measure(Array.Empty<double>(), new IndependentResampler(), settings));
        Assert.Null(EquityBands.Measure(new[] { 0.1, -1 }, new IndependentResampler(), settings));
        var line = EquityBands.Measure(new[] { 0.1, 0.1 }, new IndependentResampler(), settings)!;
        Assert.Equal(1.21, line.SimultaneousHigh[1], 1e-9);
        Assert.Equal(1.21, line.PointwiseLow[1], 1e-9);
    }

    private static double Sharpe(ReadOnlySpan<double> returns) => ReturnStatistics.Sharpe(ReturnMoments.Of(returns), 1) ?? double.NaN;

    private static double Mean(ReadOnlySpan<double> returns) => ReturnMoments.Of(returns).Mean;

    private static double[] Normal(SeededRandom random, int count)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++)
            values[i] = random.NextGaussian();
        return values;
    }
}
