using System.Text.Json;
using Serverless.Core.Metrics;
using Serverless.Core.Metrics.Regression;

namespace Serverless.Core.Tests.Metrics.Regression;

/// <summary>Golden values of statsmodels, which R agrees with.</summary>
public sealed class LeastSquaresTests
{
    public static TheoryData<string> Cases => ["three_factor_daily", "capm_single_factor", "small_20x2", "near_collinear"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fit_GoldenCases_MatchCoefficientsErrorsAndTests(string id)
    {
        var golden = GoldenCase.Read("ols_factor_regression").Single(golden => golden.Id == id);
        var (y, factors) = Data(golden);

        var fit = LeastSquares.Fit(y, factors)!;

        golden.AssertEqual("n", fit.Observations);
        golden.AssertEqual("params_intercept_first", fit.Coefficients);
        golden.AssertEqual("std_err", fit.StandardErrors);
        golden.AssertEqual("t", Values(fit.TStatistics(fit.StandardErrors)));
        golden.AssertEqual("p_two_sided_t", Values(fit.PValues(fit.StandardErrors)));
        golden.AssertEqual("residual_variance_n_minus_k", fit.ResidualVariance);
        golden.AssertEqual("condition_number", fit.ConditionNumber);
        foreach (var kind in Enum.GetValues<RobustCovariance>())
            golden.AssertEqual($"se_{kind}", fit.RobustErrors(kind));
        foreach (var lags in new[] { 0, 5, 10 })
        {
            golden.AssertEqual($"se_newey_west_lag{lags}_no_correction", fit.NeweyWestErrors(lags));
            golden.AssertEqual($"se_newey_west_lag{lags}_small_sample_correction_n_over_n_minus_k", fit.NeweyWestErrors(lags, smallSample: true));
        }

        var intervals = fit.Intervals(fit.StandardErrors);
        for (var i = 0; i < intervals.Length; i++)
        {
            var expected = golden.ExpectedElement("ci95")[i];
            Assert.Equal(1, intervals[i].Low / expected[0].GetDouble(), 1e-5);
            Assert.Equal(1, intervals[i].High / expected[1].GetDouble(), 1e-5);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void FitQualityAndFactorModel_GoldenCases_Match(string id)
    {
        var golden = GoldenCase.Read("ols_factor_regression").Single(golden => golden.Id == id);
        var (y, factors) = Data(golden);

        var model = FactorModel.Measure(y, factors, 252)!;
        var quality = FitQuality.Measure(model.Fit, y);

        golden.AssertEqual("r2", quality.RSquared);
        golden.AssertEqual("adj_r2", quality.AdjustedRSquared);
        golden.AssertEqual("f", quality.F);
        golden.AssertEqual("f_p", quality.FPValue);
        golden.AssertEqual("loglik", quality.LogLikelihood);
        golden.AssertEqual("aic_statsmodels", quality.Aic);
        golden.AssertEqual("bic_statsmodels", quality.Bic);
        golden.AssertEqual("durbin_watson", quality.DurbinWatson);
        golden.AssertEqual("alpha_annualised_252", model.Alpha);
        golden.AssertEqual("residual_std_annualised", model.ResidualVolatility);
        golden.AssertEqual("appraisal_ratio_annualised", model.AppraisalRatio);
        golden.AssertEqual("breusch_pagan_koenker_lm", model.BreuschPagan!.Value.Statistic);
        golden.AssertEqual("breusch_pagan_p", model.BreuschPagan.Value.PValue);
        if (golden.Expects("vif"))
            golden.AssertEqual("vif", Values([.. model.VarianceInflation]));

        var through0 = LeastSquares.Fit(y, factors, intercept: false)!;
        golden.AssertEqual("no_intercept_params", through0.Coefficients);
        golden.AssertEqual("no_intercept_r2_uncentered", FitQuality.Measure(through0, y).RSquared);
    }

    [Fact]
    public void BenchmarkComparison_GoldenCase_Matches()
    {
        var golden = GoldenCase.Read("ols_factor_regression").Single(golden => golden.Id == "beta_and_capture");
        var matrix = golden.ReturnsMatrix();
        var returns = Array.ConvertAll(matrix, row => row[(int)golden.Number("y_column")]);
        var benchmark = Array.ConvertAll(matrix, row => row.Average());

        var comparison = BenchmarkComparison.Measure(returns, benchmark, 252);
        var rolling = BenchmarkComparison.RollingBeta(returns, benchmark, 60);

        golden.AssertEqual("beta", comparison.Beta);
        golden.AssertEqual("correlation", comparison.Correlation);
        golden.AssertEqual("tracking_error_annual_ddof1", comparison.TrackingError);
        golden.AssertEqual("information_ratio_annual", comparison.InformationRatio);
        foreach (var expected in golden.ExpectedElement("rolling60_beta_at_end_index").EnumerateObject())
            Assert.Equal(expected.Value.GetDouble(), rolling[int.Parse(expected.Name) - 1]!.Value, 1e-9);
        Assert.Null(rolling[58]);
    }

    [Fact]
    public void BenchmarkComparison_WithItself_HasBetaOneAndNoInformationRatio()
    {
        double[] returns = [0.01, -0.02, 0.03, 0.005];

        var comparison = BenchmarkComparison.Measure(returns, returns, 252);

        Assert.Equal(1, comparison.Beta!.Value, 1e-12);
        Assert.Equal(0, comparison.Alpha!.Value, 1e-12);
        Assert.Null(comparison.InformationRatio);
        Assert.Null(BenchmarkComparison.Measure(returns, [0.1, 0.1, 0.1, 0.1], 252).Beta);
        Assert.Null(BenchmarkComparison.Measure([], [], 252).Beta);
        Assert.Throws<ArgumentException>(() => BenchmarkComparison.Measure(returns, [1], 252));
    }

    [Fact]
    public void Fit_RedundantRegressorsOrTooFewObservations_IsNull()
    {
        double[] y = [1, 2, 4, 3], x = [1, 2, 3, 5];

        Assert.Null(LeastSquares.Fit(y, [x, Array.ConvertAll(x, value => 2 * value)]));
        Assert.Null(LeastSquares.Fit(y, [[3, 3, 3, 3]]));
        Assert.Null(LeastSquares.Fit(y, [[0, 0, 0, 0]], intercept: false));
        Assert.Null(LeastSquares.Fit([1, 2], [[1, 3]]));
        Assert.Null(LeastSquares.Fit([], []));
        Assert.Throws<ArgumentException>(() => LeastSquares.Fit(y, [[1, 2, double.NaN, 3]]));
    }

    [Fact]
    public void Fit_ExactLine_HasNoErrorAndNoUndefinedNumbers()
    {
        double[] x = [1, 2, 3, 4, 5];
        var y = Array.ConvertAll(x, value => 2 + (3 * value));

        var fit = LeastSquares.Fit(y, [x])!;

        Assert.Equal([2, 3], fit.Coefficients.Select(value => Math.Round(value, 10)));
        Assert.All(fit.PValues(fit.StandardErrors), p => Assert.True(p is null or (>= 0 and <= 1)));
    }

    private static double[] Values(double?[] values) => Array.ConvertAll(values, value => value!.Value);

    private static (double[] Y, double[][] Factors) Data(GoldenCase golden)
    {
        switch (golden.Id)
        {
            case "three_factor_daily":
                var assets = golden.ReturnsMatrix();
                return (Array.ConvertAll(assets, row => row[(int)golden.Number("y_column")]),
                [
                    Array.ConvertAll(assets, row => Math.Round(row.Average(), 8)),
                    Array.ConvertAll(assets, row => Math.Round(row[3] - row[4], 8)),
                    Array.ConvertAll(assets, row => Math.Round(row[5] - row[6], 8)),
                ]);
            case "capm_single_factor":
                var strategies = Values("strategies_250x10");
                return (Array.ConvertAll(strategies, row => row[(int)golden.Number("y_column")]),
                    [Array.ConvertAll(Values("assets_250x10"), row => Math.Round(row.Average(), 8))]);
            default:
                var x = golden.Matrix("X");
                return (golden.Numbers("y"), [Array.ConvertAll(x, row => row[0]), Array.ConvertAll(x, row => row[1])]);
        }
    }

    private static double[][] Values(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.Path($"golden/stats/data/{file}.json")));
        return [.. document.RootElement.GetProperty("values").EnumerateArray()
            .Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray())];
    }
}
