using Serverless.Core.Metrics.Regression;
using Serverless.Core.Randomness;
using Serverless.Core.Validation.Bootstrap;

namespace Serverless.Core.Tests.Validation.Bootstrap;

public sealed class RegressionBootstrapTests
{
    private static readonly BootstrapSettings Settings = new() { Replications = 3000, Seed = 6 };

    [Fact]
    public void Residual_IndependentResiduals_HasTheClassicalErrors()
    {
        var fit = Fit(x => 1);

        var bootstrap = RegressionBootstrap.Residual(fit, new IndependentResampler(), Settings);

        AssertNear(fit.StandardErrors, bootstrap.StandardErrors, 0.05);
        var (low, high) = bootstrap.Interval(1);
        Assert.InRange(fit.Coefficients[1], low, high);
        Assert.Equal(bootstrap.Draws[1], RegressionBootstrap.Residual(fit, new IndependentResampler(), Settings with { Parallelism = 1 }).Draws[1]);
    }

    [Theory]
    [InlineData(WildWeights.Rademacher)]
    [InlineData(WildWeights.Mammen)]
    public void Wild_VarianceThatDependsOnTheRegressor_HasTheRobustErrors(WildWeights weights)
    {
        var fit = Fit(x => 0.2 + (x * x));

        var wild = RegressionBootstrap.Wild(fit, Settings, weights);

        AssertNear(fit.RobustErrors(RobustCovariance.HC1), wild.StandardErrors, 0.06);
        Assert.True(wild.StandardErrors[1] > 1.3 * fit.StandardErrors[1]);
    }

    private static LinearFit Fit(Func<double, double> deviation)
    {
        var random = new SeededRandom(15);
        double[] x = new double[300], y = new double[300];
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = random.NextGaussian();
            y[i] = 1 + (2 * x[i]) + (deviation(x[i]) * random.NextGaussian());
        }

        return LeastSquares.Fit(y, [x])!;
    }

    private static void AssertNear(double[] expected, double[] actual, double tolerance)
    {
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(1, actual[i] / expected[i], tolerance);
    }
}
