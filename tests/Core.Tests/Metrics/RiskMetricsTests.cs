using Serverless.Core.Metrics;
using Serverless.Core.Randomness;

namespace Serverless.Core.Tests.Metrics;

/// <summary>Drawdown, Ulcer and tail figures against golden values, and what they are without enough data.</summary>
public sealed class RiskMetricsTests
{
    [Fact]
    public void DrawdownProfile_GoldenCases_Match()
    {
        foreach (var golden in GoldenCase.Read("max_drawdown"))
        {
            var profile = DrawdownProfile.Measure(golden.Returns);
            var drawdown = Drawdown.Deepest(golden.Returns);
            golden.AssertEqual("max_drawdown", profile.Deepest?.Depth ?? 0);
            golden.AssertEqual("peak_to_trough_periods", drawdown.PeakToTrough);
            golden.AssertEqual("trough_to_recovery_periods", drawdown.TroughToRecovery);
            golden.AssertEqual("peak_to_recovery_periods", drawdown.PeakToRecovery);
            golden.AssertEqual("longest_underwater_periods", profile.LongestUnderwater);
            golden.AssertEqual("periods_underwater", profile.PeriodsUnderwater);
            golden.AssertEqual("n_drawdowns", profile.Episodes.Length);
            golden.AssertEqual("average_drawdown_depth", profile.AverageDepth);
            if (!golden.Expects("top3"))
                continue;
            var deepest = profile.Episodes.OrderByDescending(episode => episode.Depth).ToList();
            foreach (var (expected, actual) in golden.ExpectedElement("top3").EnumerateArray().Zip(deepest))
            {
                Assert.Equal(expected.GetProperty("depth").GetDouble(), actual.Depth, 1e-12);
                Assert.Equal(
                    (expected.GetProperty("peak_index").GetInt32(), expected.GetProperty("trough_index").GetInt32()),
                    (actual.PeakIndex, actual.TroughIndex));
                Assert.Equal(Index(expected.GetProperty("recovery_index")), actual.RecoveryIndex);
                Assert.Equal(expected.GetProperty("underwater_periods").GetInt32(), actual.UnderwaterPeriods);
                Assert.Equal(Index(expected.GetProperty("peak_to_recovery")), actual.PeakToRecovery);
            }
        }
    }

    [Fact]
    public void UlcerPainAndMartin_GoldenCases_Match()
    {
        foreach (var golden in GoldenCase.Read("ulcer_index"))
        {
            var profile = DrawdownProfile.Measure(golden.Returns);
            var cagr = ReturnStatistics.Cagr(ReturnStatistics.TotalReturn(golden.Returns), golden.Returns.Length, golden.PeriodsPerYear);
            golden.AssertEqual("ulcer_index_fraction", profile.UlcerIndex);
            golden.AssertEqual("ulcer_index_percent", profile.UlcerIndex * 100);
            golden.AssertEqual("pain_index", profile.PainIndex);
            golden.AssertEqual("martin_ratio_cagr_over_ui", ReturnStatistics.Martin(cagr, profile.UlcerIndex));
        }
    }

    [Fact]
    public void Omega_GoldenCases_Match()
    {
        foreach (var golden in GoldenCase.Read("omega_ratio"))
        {
            // Without losses the file has Infinity; here that is undefined, as it allows.
            if (golden.Id == "edge_no_losses")
                Assert.Null(ReturnStatistics.Omega(golden.Returns, golden.Number("threshold_per_period")));
            else
                golden.AssertEqual("omega", ReturnStatistics.Omega(golden.Returns, golden.Number("threshold_per_period")));
            golden.AssertEqual("omega_threshold0", ReturnStatistics.Omega(golden.Returns));
            golden.AssertEqual("omega_at_mean", ReturnStatistics.Omega(golden.Returns, ReturnMoments.Of(golden.Returns).Mean));
        }
    }

    [Fact]
    public void Tails_GoldenCases_Match()
    {
        foreach (var golden in GoldenCase.Read("var_cvar"))
        {
            var alpha = golden.Number("tail_probability");
            var ascending = golden.Returns.Order().ToArray();
            var moments = ReturnMoments.Of(golden.Returns);
            golden.AssertEqual("historical_var_type7_linear", TailRisk.HistoricalVar(ascending, alpha));
            foreach (var type in Enum.GetValues<QuantileType>())
                golden.AssertEqual($"historical_var_by_hyndman_fan_type.type{(int)type}", TailRisk.HistoricalVar(ascending, alpha, type));
            golden.AssertEqual("historical_cvar_coherent_acerbi_tasche_rockafellar_uryasev", TailRisk.HistoricalCvar(ascending, alpha));
            golden.AssertEqual("gaussian_var_ddof1", TailRisk.GaussianVar(moments, alpha));
            golden.AssertEqual("gaussian_cvar_ddof1", TailRisk.GaussianCvar(moments, alpha));
            var cornishFisher = CornishFisher.Measure(moments, alpha)!;
            golden.AssertEqual("cornish_fisher_z", cornishFisher.Quantile);
            golden.AssertEqual("cornish_fisher_var_population_moments_ddof0", cornishFisher.ValueAtRisk);
            golden.AssertEqual("cornish_fisher_cvar_boudt2008_operational", cornishFisher.ConditionalValueAtRisk);
            Assert.Equal(golden.ExpectedElement("cornish_fisher_quantile_is_monotone_everywhere").GetBoolean(), cornishFisher.IsValid);
        }
    }

    [Fact]
    public void PeaksOverThreshold_ParetoTail_FindsShapeAndQuantile()
    {
        // Losses U^-0.25 - 1 are generalised Pareto with shape 0.25 and scale 0.25; so is their tail, with the scale grown to 0.25 (1 + u).
        var random = new SeededRandom(8);
        var returns = Enumerable.Range(0, 50_000).Select(_ => 1 - Math.Pow(1 - random.NextDouble(), -0.25)).Order().ToArray();

        var tail = PeaksOverThreshold.Fit(returns)!;

        Assert.Equal(5000, tail.Exceedances);
        Assert.Equal(0.25, tail.Shape, 0.05);
        Assert.Equal(0.25 * (1 + tail.Threshold), tail.Scale, 0.03);
        Assert.Equal(1, tail.ValueAtRisk(0.001)!.Value / (Math.Pow(0.001, -0.25) - 1), 0.06);
        Assert.Equal(1, tail.ConditionalValueAtRisk(0.01)!.Value / ((Math.Pow(0.01, -0.25) / 0.75) - 1), 0.06);
        Assert.Null(tail.ValueAtRisk(0.2));
    }

    [Fact]
    public void PeaksOverThreshold_BoundedAndExponentialTails_HaveTheirShapes()
    {
        var random = new SeededRandom(9);
        var uniform = Enumerable.Range(0, 20_000).Select(_ => -Math.Sqrt(random.NextDouble())).Order().ToArray();
        var exponential = Enumerable.Range(0, 20_000).Select(_ => Math.Log(1 - random.NextDouble())).Order().ToArray();

        Assert.Equal(0, PeaksOverThreshold.Fit(exponential)!.Shape, 0.06);
        Assert.InRange(PeaksOverThreshold.Fit(uniform)!.Shape, -0.5, -0.3);
        Assert.Null(PeaksOverThreshold.Fit(uniform.AsSpan(0, 150)));
        Assert.Null(PeaksOverThreshold.Fit(new double[500]));
        Assert.Null(PeaksOverThreshold.Fit([]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(19)]
    [InlineData(400)]
    public void Measure_ConstantReturnsOfAnyNumber_IsNeverNaN(int count)
    {
        var metrics = RiskMetrics.Measure(Enumerable.Repeat(0.001, count).ToArray(), 252);

        Assert.Equal(count, metrics.Periods);
        Assert.Null(metrics.CornishFisher);
        Assert.Null(metrics.Omega);
        Assert.Equal(count < 20, metrics.HistoricalVar is null);
        foreach (var property in typeof(RiskMetrics).GetProperties().Where(property => property.PropertyType == typeof(double?)))
            Assert.True(property.GetValue(metrics) is not double value || double.IsFinite(value), property.Name);
    }

    [Fact]
    public void Measure_GoldenReturns_EqualsTheSingleFigures()
    {
        var golden = GoldenCase.Read("var_cvar").Single(golden => golden.Id == "daily_strategy_alpha0.05");
        var metrics = RiskMetrics.Measure(golden.Returns, 252);

        golden.AssertEqual("historical_var_type7_linear", metrics.HistoricalVar);
        golden.AssertEqual("gaussian_cvar_ddof1", metrics.GaussianCvar);
        Assert.Equal(golden.Returns.Min(), metrics.Worst);
        Assert.Equal(
            Quantiles.OfSorted(golden.Returns.Order().ToArray(), 0.95) / -Quantiles.OfSorted(golden.Returns.Order().ToArray(), 0.05), metrics.TailRatio);
        Assert.NotNull(metrics.ExtremeTail);
        Assert.Throws<ArgumentException>(() => RiskMetrics.Measure([0.1, double.NaN], 252));
        Assert.Throws<ArgumentOutOfRangeException>(() => RiskMetrics.Measure([0.1], 252, 1));
    }

    private static int? Index(System.Text.Json.JsonElement element) =>
        element.ValueKind == System.Text.Json.JsonValueKind.Null ? null : element.GetInt32();
}
