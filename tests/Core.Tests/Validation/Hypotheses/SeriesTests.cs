using Serverless.Core.Metrics;
using Serverless.Core.Randomness;
using Serverless.Core.Validation.Hypotheses;

namespace Serverless.Core.Tests.Validation.Hypotheses;

/// <summary>Normality, autocorrelation, unit roots and the uncertainty of the Sharpe ratio.</summary>
public sealed class SeriesTests
{
    [Fact]
    public void JarqueBeraAndLjungBox_GoldenCase_Match()
    {
        var golden = GoldenCase.Read("t_z_tests").Single(golden => golden.Id == "return_diagnostics");
        var x = golden.Numbers("x");
        var boxes = golden.Numbers("lags").Select(lags => ReturnDiagnostics.LjungBox(x, (int)lags)).ToList();

        golden.AssertEqual("jarque_bera", ReturnDiagnostics.JarqueBera(x).Statistic);
        golden.AssertEqual("jarque_bera_p", ReturnDiagnostics.JarqueBera(x).PValue);
        golden.AssertEqual("ljung_box_q", [.. boxes.Select(box => box.Statistic!.Value)]);
        golden.AssertEqual("ljung_box_p", [.. boxes.Select(box => box.PValue!.Value)]);
    }

    [Fact]
    public void SharpeInference_GoldenCases_MatchRatioErrorAndAdjustment()
    {
        foreach (var golden in GoldenCase.Read("sharpe_ratio"))
        {
            var inference = SharpeInference.Measure(golden.Returns, golden.PeriodsPerYear, golden.Number("risk_free_per_period"));
            golden.AssertEqual("annualised_ddof1", inference.Sharpe);
            golden.AssertEqual("standard_error_iid_normal_annualised", inference.NormalError);
            golden.AssertEqual("annualised_lo2002_autocorrelation_adjusted", inference.AdjustedSharpe);
        }
    }

    [Fact]
    public void SharpeInference_AutocorrelatedReturns_AreLessCertainAndScaledDown()
    {
        var random = new SeededRandom(21);
        var returns = new double[4000];
        for (var i = 1; i < returns.Length; i++)
            returns[i] = 0.001 + (0.4 * (returns[i - 1] - 0.001)) + (0.01 * random.NextGaussian());

        var inference = SharpeInference.Measure(returns, 12);

        Assert.True(inference.AdjustedSharpe < 0.8 * inference.Sharpe);
        Assert.True(inference.RobustError > 1.25 * inference.NormalError);
        Assert.Equal(inference.AdjustedSharpe!.Value / inference.Sharpe!.Value, inference.AdjustedError!.Value / inference.RobustError!.Value, 1e-12);
        var (low, high) = inference.Interval()!.Value;
        Assert.Equal(inference.Sharpe!.Value, (low + high) / 2, 1e-12);
    }

    [Fact]
    public void SharpeInference_IndependentNormalReturns_HaveTheErrorOfTheFormula()
    {
        var random = new SeededRandom(22);
        var returns = Enumerable.Range(0, 20_000).Select(_ => 0.02 + (0.1 * random.NextGaussian())).ToArray();

        var inference = SharpeInference.Measure(returns, 252);

        Assert.Equal(1, inference.RobustError!.Value / inference.NormalError!.Value, 0.05);
        Assert.True(inference.Test().PValue < 1e-10);
    }

    [Fact]
    public void PValue_MacKinnonCriticalValues_AreTheirLevels()
    {
        // Asymptotic critical values of MacKinnon (2010, table 1).
        Assert.Equal(0.01, AugmentedDickeyFuller.PValue(-3.43035, Trend.Constant), 5e-4);
        Assert.Equal(0.05, AugmentedDickeyFuller.PValue(-2.86154, Trend.Constant), 1e-3);
        Assert.Equal(0.10, AugmentedDickeyFuller.PValue(-2.56677, Trend.Constant), 2e-3);
        Assert.Equal(0.05, AugmentedDickeyFuller.PValue(-3.41049, Trend.Linear), 1e-3);
        Assert.Equal(0.05, AugmentedDickeyFuller.PValue(-1.94100, Trend.None), 1e-3);
        Assert.Equal((1, 0), (AugmentedDickeyFuller.PValue(3, Trend.Constant), AugmentedDickeyFuller.PValue(-30, Trend.Constant)));
    }

    [Fact]
    public void DickeyFuller_RandomWalks_AreRejectedAtTheLevelOfTheTest()
    {
        const int Walks = 600;
        var root = new SeededRandom(31);
        var rejected = Enumerable.Range(0, Walks).Count(i => AugmentedDickeyFuller.Test(Walk(root.Fork(i), 250, 1), lags: 0).PValue < 0.1);

        Assert.InRange(rejected / (double)Walks, 0.07, 0.14);
    }

    [Fact]
    public void DickeyFuller_StationarySeries_IsRecognisedAndLagsAreChosen()
    {
        var stationary = AugmentedDickeyFuller.Test(Walk(new SeededRandom(5), 400, 0.8));
        var trending = Walk(new SeededRandom(6), 400, 0.8).Select((value, t) => value + (0.5 * t)).ToArray();

        Assert.True(stationary.PValue < 0.01, $"{stationary}");
        Assert.True(AugmentedDickeyFuller.Test(trending, Trend.Linear).PValue < 0.01);
        Assert.True(AugmentedDickeyFuller.Test(trending).PValue > 0.2);
        Assert.Matches(@"\((\d|1\d) lags\)", stationary.Test);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(60)]
    public void SeriesTests_ConstantSeriesOfAnyLength_AreUndefined(int length)
    {
        var series = Enumerable.Repeat(1.5, length).ToArray();

        Assert.Null(AugmentedDickeyFuller.Test(series).PValue);
        Assert.Null(ReturnDiagnostics.JarqueBera(series).PValue);
        Assert.Null(ReturnDiagnostics.LjungBox(series, 2).PValue);
        Assert.Null(SharpeInference.Measure(series, 252).RobustError);
        Assert.Null(SharpeInference.Measure(series, 252).Test().PValue);
        Assert.Null(Correlations.Auto(series, 1));
    }

    private static double[] Walk(SeededRandom random, int length, double persistence)
    {
        var series = new double[length];
        for (var i = 1; i < length; i++)
            series[i] = (persistence * series[i - 1]) + random.NextGaussian();
        return series;
    }
}
