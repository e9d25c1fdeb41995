using System.Text.Json;
using Serverless.Core.Indicators;

namespace Serverless.Core.Tests.Indicators;

/// <summary>Features against figures of NumPy, SciPy and statsmodels; a full sample is one window.</summary>
public sealed class GoldenFeatureTests
{
    [Fact]
    public void RangeVolatilities_GoldenBars_MatchTheHandDerivedFigures()
    {
        using var golden = Read("realised_volatility_percentiles");
        var (inputs, expected) = Case(golden, "range_estimators_full_sample");
        double[] Prices(int column) => [.. inputs.GetProperty("ohlc").EnumerateArray().Select(bar => bar[column].GetDouble())];
        var (open, high, low, close) = (Prices(0), Prices(1), Prices(2), Prices(3));
        var result = new double[close.Length];

        RangeVolatility.ComputeParkinson(high, low, close.Length, 252, result);
        AssertNear(expected, "parkinson", result[^1]);
        RangeVolatility.ComputeGarmanKlass(open, high, low, close, close.Length, 252, result);
        AssertNear(expected, "garman_klass", result[^1]);
        YangZhangVolatility.Compute(open, high, low, close, close.Length - 1, 252, result);
        AssertNear(expected, "yang_zhang", result[^1]);
    }

    [Fact]
    public void PercentileRank_GoldenHistories_MatchSciPy()
    {
        using var golden = Read("realised_volatility_percentiles");
        var (inputs, expected) = Case(golden, "percentile_rank_with_ties");
        double[] history = [.. inputs.GetProperty("history").EnumerateArray().Select(value => value.GetDouble())];
        // The score is one of the history's values; the rank does not depend on the order of the others.
        var score = inputs.GetProperty("score").GetDouble();
        var at = Array.IndexOf(history, score);
        (history[at], history[^1]) = (history[^1], history[at]);
        var result = new double[history.Length];

        PercentileRank.Compute(history, history.Length, result);

        AssertNear(expected, "weak", result[^1]);
    }

    [Fact]
    public void PercentileRank_GoldenVolatilities_MatchSciPy()
    {
        using var golden = Read("realised_volatility_percentiles");
        var expected = Case(golden, "close_to_close_rolling").Expected;
        double[] volatilities = [.. expected.GetProperty("rolling_vol_ddof1_mean_removed").EnumerateArray().Select(value => value.GetDouble())];
        var result = new double[volatilities.Length];

        PercentileRank.Compute(volatilities, volatilities.Length, result);

        AssertNear(expected, "percent_rank_weak_le", result[^1]);
    }

    [Fact]
    public void Regression_GoldenFactor_MatchesStatsmodels()
    {
        using var golden = Read("ols_factor_regression");
        var expected = Case(golden, "capm_single_factor").Expected;
        var y = Rows("data/strategies_250x10.json").Select(row => row[2]).ToArray();
        var x = Rows("data/assets_250x10.json").Select(row => Math.Round(row.Average(), 8)).ToArray();
        var result = new double[y.Length];

        RollingRegression.ComputeBeta(y, x, y.Length, result);
        Assert.Equal(expected.GetProperty("params_intercept_first")[1].GetDouble(), result[^1], 1e-9);
        RollingRegression.ComputeCorrelation(y, x, y.Length, result);
        AssertNear(expected, "r2", result[^1] * result[^1]);
    }

    private static double[][] Rows(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.Path($"golden/stats/{file}")));
        return [.. document.RootElement.GetProperty("values").EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray())];
    }

    private static JsonDocument Read(string method) => JsonDocument.Parse(File.ReadAllBytes(SharedFolder.Path($"golden/stats/{method}.json")));

    private static (JsonElement Inputs, JsonElement Expected) Case(JsonDocument golden, string id)
    {
        var found = golden.RootElement.GetProperty("cases").EnumerateArray().Single(element => element.GetProperty("id").GetString() == id);
        return (found.GetProperty("inputs"), found.GetProperty("expected"));
    }

    private static void AssertNear(JsonElement expected, string name, double actual)
    {
        var value = expected.GetProperty(name).GetDouble();
        Assert.Equal(value, actual, 1e-12 + (1e-9 * Math.Abs(value)));
    }
}
