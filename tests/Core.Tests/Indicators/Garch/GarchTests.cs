using System.Text.Json;
using Serverless.Core.Indicators.Garch;

namespace Serverless.Core.Tests.Indicators.Garch;

public sealed class GarchTests
{
    private static GoldenCase Case(string id) => GoldenCase.Read("garch11").Single(golden => golden.Id == id);

    [Theory]
    [InlineData("filter_small")]
    [InlineData("filter_high_persistence")]
    public void Variances_GoldenFilters_AreEqual(string id)
    {
        var golden = Case(id);
        var residuals = golden.Numbers("residuals");
        var model = Model(golden);
        var (a, b, c) = (model.Variances(residuals, GarchStart.MeanSquare), model.Variances(residuals, GarchStart.Presample), model.Variances(residuals, GarchStart.Backcast));

        golden.AssertEqual("conditional_variance_A", a);
        golden.AssertEqual("conditional_variance_B_presample_mean_square", b);
        golden.AssertEqual("conditional_variance_C_arch_backcast", c);
        golden.AssertEqual("loglik_A", Garch11.LogLikelihood(residuals, a));
        golden.AssertEqual("loglik_B", Garch11.LogLikelihood(residuals, b));
        golden.AssertEqual("loglik_C", Garch11.LogLikelihood(residuals, c));
        golden.AssertEqual("unconditional_variance", model.LongRunVariance);
        golden.AssertEqual("persistence", model.Persistence);
        golden.AssertEqual("half_life_periods", model.HalfLife);
        golden.AssertEqual("stationary_kurtosis_if_finite", model.Kurtosis);
        var next = model.Next(residuals[^1], a[^1]);
        double[] forecasts = [.. Enumerable.Range(1, 10).Select(periods => model.Forecast(next, periods))];
        golden.AssertEqual("forecast_variance_h1_to_h10_from_A", forecasts);
        golden.AssertEqual("cumulative_forecast_variance_10", forecasts.Sum());
        golden.AssertEqual("standardised_residuals_A", [.. residuals.Zip(a, (residual, variance) => residual / Math.Sqrt(variance))]);
    }

    [Fact]
    public void Simulate_GoldenInnovations_GivesTheReturns()
    {
        var golden = Case("simulate_from_given_normals");
        var model = Model(golden);

        var (returns, variances, next) = model.Simulate(golden.Number("mu"), model.LongRunVariance!.Value, golden.Numbers("z"));

        golden.AssertEqual("returns", returns);
        golden.AssertEqual("conditional_variance", variances);
        golden.AssertEqual("next_variance", next);
    }

    [Fact]
    public void Moments_GoldenModel_AreEqual()
    {
        var golden = Case("simulation_moments");
        var model = Model(golden);

        golden.AssertEqual("unconditional_variance", model.LongRunVariance);
        golden.AssertEqual("unconditional_kurtosis_normal_innovations", model.Kurtosis);
        golden.AssertEqual("acf1_of_squared", model.SquaredAutocorrelation);
    }

    [Theory]
    [InlineData("mle_zero_mean_n500")]
    [InlineData("mle_zero_mean_n400_volatile")]
    public void Fit_GoldenReturns_FindsTheMaximumOfEachConvention(string id)
    {
        var golden = Case(id);
        // The first two conventions are of returns less their sample mean.
        double[] returns = [.. golden.Returns.Select(value => value - golden.Returns.Average())];
        var a = GarchFit.Of(returns, GarchStart.MeanSquare, constantMean: false);
        AssertFit(golden, "mle_A", a);
        var b = GarchFit.Of(returns, GarchStart.Presample, constantMean: false);
        AssertFit(golden, "mle_B_presample_mean_square", b);
        var errors = GarchStandardErrors.Of(b.Model, returns, GarchStart.Presample);
        golden.AssertEqual("mle_B_presample_mean_square.std_err_hessian", errors.Hessian);
        golden.AssertEqual("mle_B_presample_mean_square.std_err_robust_bollerslev_wooldridge", errors.Robust);
        var c = GarchFit.Of(golden.Returns, GarchStart.Backcast, constantMean: true);
        AssertFit(golden, "mle_constant_mean_arch_defaults", c);
        golden.AssertEqual("mle_constant_mean_arch_defaults.mu", c.Mean);
        var last = a.Model.Variances(returns, GarchStart.MeanSquare)[^1];
        golden.AssertEqual("last_conditional_variance_A", last);
        golden.AssertEqual("one_step_forecast_variance_A", a.Model.Next(returns[^1], last));
    }

    // Fiorentini, Calzolari and Panattoni (1996): the daily German mark in British pounds of Bollerslev and Ghysels, 1974 returns.
    [Fact]
    public void Fit_MarkInPounds_IsTheBenchmark()
    {
        var golden = Case("published_fcp_benchmark_dem2gbp");
        using var file = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.Path($"golden/stats/{golden.Input("returns_file").GetString()}")));
        double[] returns = [.. file.RootElement.GetProperty("values").EnumerateArray().Select(value => value.GetDouble())];

        var fit = GarchFit.Of(returns, GarchStart.Presample, constantMean: true);

        golden.AssertEqual("mu", fit.Mean);
        golden.AssertEqual("omega", fit.Model.Omega);
        golden.AssertEqual("alpha", fit.Model.Alpha);
        golden.AssertEqual("beta", fit.Model.Beta);
        golden.AssertEqual("loglik", fit.LogLikelihood);

        // In other units it is the same model.
        var permille = GarchFit.Of(Array.ConvertAll(returns, value => value / 100), GarchStart.Presample, constantMean: true);
        Assert.Equal(fit.Model.Alpha, permille.Model.Alpha, 1e-5);
        Assert.Equal(fit.Model.Omega / 1e4, permille.Model.Omega, 1e-9);
    }

    [Fact]
    public void RiskMetrics_GoldenReturns_AreSmoothed()
    {
        var golden = Case("ewma_riskmetrics_lambda0.94");
        var model = Garch11.RiskMetrics(golden.Number("lambda"));

        var variances = model.Variances(golden.Returns, GarchStart.MeanSquare);

        golden.AssertEqual("variance", variances);
        golden.AssertEqual("next", model.Next(golden.Returns[^1], variances[^1]));
        Assert.Null(model.LongRunVariance);
        Assert.Equal(2.5, model.Forecast(2.5, 20), 1e-12);
    }

    [Fact]
    public void Fit_TooFewOrConstantReturns_IsRefused()
    {
        Assert.Contains("at least 50 finite returns", Assert.Throws<ArgumentException>(() => GarchFit.Of(new double[49], GarchStart.Presample, true)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => GarchFit.Of(new double[60], GarchStart.Presample, true));
        Assert.Throws<ArgumentException>(() => GarchFit.Of([.. Enumerable.Repeat(double.NaN, 60)], GarchStart.Presample, true));
    }

    private static void AssertFit(GoldenCase golden, string name, GarchFit fit)
    {
        golden.AssertEqual($"{name}.omega", fit.Model.Omega);
        golden.AssertEqual($"{name}.alpha", fit.Model.Alpha);
        golden.AssertEqual($"{name}.beta", fit.Model.Beta);
        golden.AssertEqual($"{name}.loglik", fit.LogLikelihood);
    }

    private static Garch11 Model(GoldenCase golden) => new(golden.Number("omega"), golden.Number("alpha"), golden.Number("beta"));
}
