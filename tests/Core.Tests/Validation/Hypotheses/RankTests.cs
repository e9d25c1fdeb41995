using Serverless.Core.Metrics.Distributions;
using Serverless.Core.Validation.Hypotheses;

namespace Serverless.Core.Tests.Validation.Hypotheses;

/// <summary>Mann-Whitney, Kolmogorov-Smirnov and Anderson-Darling against scipy and R.</summary>
public sealed class RankTests
{
    private static readonly (Alternative Alternative, string Name)[] Alternatives =
        [(Alternative.TwoSided, "two-sided"), (Alternative.Greater, "greater"), (Alternative.Less, "less")];

    [Fact]
    public void MannWhitney_GoldenCases_Match()
    {
        foreach (var golden in GoldenCase.Read("mann_whitney_u"))
        {
            double[] x = golden.Numbers("x"), y = golden.Numbers("y");
            var u = MannWhitney.Test(x, y).Statistic!.Value;
            golden.AssertEqual("U1_first_sample", u);
            golden.AssertEqual("U2", MannWhitney.Test(y, x).Statistic);
            golden.AssertEqual("common_language_effect_U1_over_n1n2", u / x.Length / y.Length);
            foreach (var (alternative, name) in Alternatives)
            {
                golden.AssertEqual($"asymptotic_cc_{name}", MannWhitney.Asymptotic(x, y, alternative).PValue);
                golden.AssertEqual($"asymptotic_nocc_{name}", MannWhitney.Asymptotic(x, y, alternative, continuity: false).PValue);
                if (golden.Expects($"exact_{name}"))
                    golden.AssertEqual($"exact_{name}", MannWhitney.Test(x, y, alternative).PValue);
            }
        }
    }

    [Fact]
    public void MannWhitney_Ties_HaveNoExactPValueAndUseTheOther()
    {
        double[] x = [1, 2, 2, 3], y = [2, 4, 5];

        Assert.Null(MannWhitney.Exact(x, y).PValue);
        Assert.Equal(MannWhitney.Asymptotic(x, y), MannWhitney.Test(x, y));
        Assert.Null(MannWhitney.Test([], y).PValue);
    }

    [Theory]
    [InlineData(100, 100)]
    [InlineData(3, 400)]
    public void MannWhitney_LargeSamples_ExactIsNearTheNormalAndSumsToOne(int n1, int n2)
    {
        var x = Enumerable.Range(0, n1).Select(i => Math.Sin(i * 7.3)).ToArray();
        var y = Enumerable.Range(0, n2).Select(i => Math.Sin((i * 3.1) + 1) + 0.1).ToArray();

        var exact = MannWhitney.Exact(x, y, Alternative.Less);

        Assert.Equal(MannWhitney.Asymptotic(x, y, Alternative.Less).PValue!.Value, exact.PValue!.Value, 0.01);
        Assert.Equal(1, MannWhitney.Exact(x, [.. x.Select(_ => 2.0).Select((value, i) => value + i)], Alternative.Greater).PValue!.Value, 1e-9);
    }

    [Fact]
    public void KolmogorovSmirnov_OneSampleGoldenCases_Match()
    {
        foreach (var golden in GoldenCase.Read("kolmogorov_smirnov").Where(golden => golden.Has("distribution")))
        {
            var (location, scale) = (golden.Numbers("loc_scale")[0], golden.Numbers("loc_scale")[1]);
            Func<double, double> cumulative = golden.Input("distribution").GetString() switch
            {
                "norm" => value => StandardNormal.Cumulative((value - location) / scale),
                "uniform" => value => Math.Clamp((value - location) / scale, 0, 1),
                _ => value => value <= location ? 0 : 1 - Math.Exp(-(value - location) / scale),
            };
            var x = golden.Numbers("x");
            foreach (var (alternative, name) in Alternatives)
            {
                var result = KolmogorovSmirnov.OneSample(x, cumulative, alternative);
                golden.AssertEqual($"D_{name}", result.Statistic);
                golden.AssertEqual($"pvalue_exact_{name}", result.PValue);
            }

            var d = KolmogorovSmirnov.OneSample(x, cumulative, Alternative.TwoSided, exact: false);
            golden.AssertEqual("pvalue_kolmogorov_limit_two-sided", d.PValue);
            var root = Math.Sqrt(x.Length);
            golden.AssertEqual(
                "pvalue_stephens_approx_two-sided", KolmogorovDistribution.LimitSurvival((root + 0.12 + (0.11 / root)) * d.Statistic!.Value));
        }
    }

    [Fact]
    public void KolmogorovSmirnov_TwoSampleGoldenCases_Match()
    {
        foreach (var golden in GoldenCase.Read("kolmogorov_smirnov").Where(golden => golden.Has("y")))
        {
            double[] x = golden.Numbers("x"), y = golden.Numbers("y");
            foreach (var (alternative, name) in Alternatives)
            {
                var result = KolmogorovSmirnov.TwoSample(x, y, alternative);
                golden.AssertEqual($"D_{name}", result.Statistic);
                golden.AssertEqual($"pvalue_exact_{name}", result.PValue);
            }

            golden.AssertEqual(
                "pvalue_kolmogorov_limit_two-sided", KolmogorovSmirnov.TwoSample(x, y, Alternative.TwoSided, exact: false).PValue);
        }

        var limit = GoldenCase.Read("kolmogorov_smirnov").Single(golden => golden.Id == "kolmogorov_limit_survival");
        limit.AssertEqual("survival", Array.ConvertAll(limit.Numbers("lambda"), KolmogorovDistribution.LimitSurvival));
    }

    [Fact]
    public void KolmogorovSmirnov_TiedSamples_CountAllOrdersOfThePooledValues()
    {
        double[] x = [1, 1, 2], y = [1, 2, 2, 3];
        double[] pooled = [.. x, .. y];
        var observed = KolmogorovSmirnov.TwoSample(x, y);
        int extreme = 0, all = 0;
        for (var mask = 0; mask < 1 << pooled.Length; mask++)
        {
            if (System.Numerics.BitOperations.PopCount((uint)mask) != x.Length)
                continue;
            double[] first = [.. pooled.Where((_, i) => (mask >> i & 1) == 1)], second = [.. pooled.Where((_, i) => (mask >> i & 1) == 0)];
            all++;
            extreme += KolmogorovSmirnov.TwoSample(first, second).Statistic >= observed.Statistic - 1e-12 ? 1 : 0;
        }

        Assert.Equal((double)extreme / all, observed.PValue!.Value, 1e-12);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(300)]
    [InlineData(2000)]
    public void KolmogorovSurvival_WhereTheFormulaChanges_IsContinuous(int n)
    {
        var d = Math.Sqrt(4.0 / n);

        Assert.Equal(1, KolmogorovDistribution.Survival(n, d * (1 - 1e-9)) / KolmogorovDistribution.Survival(n, d), 1e-6);
        Assert.Equal((1, 0), (KolmogorovDistribution.Survival(n, 0), KolmogorovDistribution.Survival(n, 1)));
    }

    [Fact]
    public void KolmogorovSurvival_HugeSamples_ApproachTheLimit()
    {
        Assert.Equal(KolmogorovDistribution.LimitSurvival(1.2), KolmogorovDistribution.Survival(2000, 1.2 / Math.Sqrt(2000)), 0.01);
        var result = KolmogorovSmirnov.OneSample(Enumerable.Range(0, 100_000).Select(i => (i + 0.5) / 100_000).ToArray(), value => value);
        Assert.Equal(1, result.PValue!.Value, 1e-9);
    }

    [Fact]
    public void AndersonDarling_GoldenCases_Match()
    {
        foreach (var golden in GoldenCase.Read("anderson_darling").Where(golden => golden.Has("x")))
        {
            var x = golden.Numbers("x");
            if (golden.Has("mean"))
            {
                var known = AndersonDarling.Normal(x, golden.Number("mean"), golden.Number("sd"));
                golden.AssertEqual("A2", known.Statistic);
                golden.AssertEqual("pvalue_case0", known.PValue);
                continue;
            }

            var estimated = AndersonDarling.Normality(x);
            double n = x.Length;
            golden.AssertEqual("A2", estimated.Statistic / (1 + (0.75 / n) + (2.25 / (n * n))));
            golden.AssertEqual("A2_star_stephens", estimated.Statistic);
            golden.AssertEqual("pvalue_dagostino_stephens", estimated.PValue);
        }
    }

    [Fact]
    public void AndersonDarling_SeveralSamplesGoldenCases_Match()
    {
        foreach (var golden in GoldenCase.Read("anderson_darling").Where(golden => golden.Has("samples")))
        {
            var samples = golden.Matrix("samples");
            var midrank = AndersonDarling.SameDistribution(samples);
            var jumps = AndersonDarling.SameDistribution(samples, midrank: false);
            golden.AssertEqual("normalised_statistic_scipy_midrank", midrank.Statistic);
            golden.AssertEqual("normalised_statistic_right_continuous", jumps.Statistic);
            Assert.Equal(golden.ExpectedElement("kSamples_version2_AD_T_p")[2].GetDouble(), midrank.PValue!.Value, 0.01);
            Assert.Equal(golden.ExpectedElement("kSamples_version1_AD_T_p")[2].GetDouble(), jumps.PValue!.Value, 0.01);
        }
    }

    [Fact]
    public void AndersonDarlingLimit_OneDegree_IsTheLimitOfTheKnownCase()
    {
        foreach (var a in new[] { 0.3, 0.7, 1.248, 1.933, 2.492, 3.857, 6.0 })
            Assert.Equal(AndersonDarlingDistribution.Survival(1_000_000, a), AndersonDarlingDistribution.LimitSurvival(a, 1), 2e-5);
    }

    [Fact]
    public void AndersonDarling_FarOutliersAndNoVariation_AreFiniteOrUndefined()
    {
        Assert.InRange(AndersonDarling.Normal([0, 1, -1, 1e6], 0, 1).PValue!.Value, 0, 1e-6);
        Assert.InRange(AndersonDarling.Normality([.. Enumerable.Repeat(0.0, 400), 1e9, 1]).PValue!.Value, 0, 1e-20);
        Assert.Null(AndersonDarling.Normality(new double[50]).PValue);
        Assert.Null(AndersonDarling.Normality([1, 2, 3]).PValue);
        Assert.Null(AndersonDarling.SameDistribution([[1, 1, 1], [1, 1]]).PValue);
        Assert.Null(AndersonDarling.SameDistribution([[1, 2, 3, 4], []]).PValue);
        Assert.Throws<ArgumentOutOfRangeException>(() => AndersonDarling.SameDistribution([[1, 2, 3, 4]]));
    }
}
