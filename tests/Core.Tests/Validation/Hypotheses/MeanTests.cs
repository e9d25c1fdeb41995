using Serverless.Core.Validation.Hypotheses;

namespace Serverless.Core.Tests.Validation.Hypotheses;

/// <summary>t, z and proportion tests against scipy, statsmodels and R.</summary>
public sealed class MeanTests
{
    [Theory]
    [InlineData("one_sample_mean0")]
    [InlineData("one_sample_mu")]
    public void OneSample_GoldenCases_Match(string id)
    {
        var golden = Case(id);
        double[] x = golden.Numbers("x");
        var mean = golden.Number("mu0");

        golden.AssertEqual("t", TTest.OneSample(x, mean).Statistic);
        golden.AssertEqual("df", TTest.OneSample(x, mean).DegreesOfFreedom);
        golden.AssertEqual("p_two_sided", TTest.OneSample(x, mean).PValue);
        golden.AssertEqual("p_greater", TTest.OneSample(x, mean, Alternative.Greater).PValue);
        golden.AssertEqual("p_less", TTest.OneSample(x, mean, Alternative.Less).PValue);
        golden.AssertEqual("ci95", [TTest.Interval(x)!.Value.Low, TTest.Interval(x)!.Value.High]);
        golden.AssertEqual("z_statistic_same_formula", ZTest.OneSample(x, mean).Statistic);
        golden.AssertEqual("p_z_two_sided", ZTest.OneSample(x, mean).PValue);
    }

    [Fact]
    public void TwoSamples_GoldenCases_Match()
    {
        AssertMatches(Case("paired"), (x, y, alternative) => TTest.Paired(x, y, alternative));
        AssertMatches(Case("two_sample_pooled"), (x, y, alternative) => TTest.Pooled(x, y, alternative));
        AssertMatches(Case("two_sample_welch"), (x, y, alternative) => TTest.Welch(x, y, alternative));
        AssertMatches(Case("two_sample_z_pooled_sample_variance"), (x, y, alternative) => ZTest.TwoSample(x, y, alternative));
    }

    [Fact]
    public void Proportions_GoldenCases_Match()
    {
        var golden = Case("one_proportion_hit_rate");
        int successes = (int)golden.Number("successes"), trials = (int)golden.Number("n");
        golden.AssertEqual("z_null_variance", ProportionTest.OneSample(successes, trials).Statistic);
        golden.AssertEqual("p_two_sided_null_variance", ProportionTest.OneSample(successes, trials).PValue);
        golden.AssertEqual("exact_binomial_two_sided", ProportionTest.Exact(successes, trials).PValue);
        golden.AssertEqual("exact_binomial_greater", ProportionTest.Exact(successes, trials, 0.5, Alternative.Greater).PValue);
        var wilson = ProportionTest.Wilson(successes, trials)!.Value;
        golden.AssertEqual("wilson_ci95", [wilson.Low, wilson.High]);
        var exact = ProportionTest.ClopperPearson(successes, trials)!.Value;
        golden.AssertEqual("clopper_pearson_ci95", [exact.Low, exact.High]);

        var two = Case("two_proportions_pooled");
        double[] wins = two.Numbers("successes"), counts = two.Numbers("n");
        var result = ProportionTest.TwoSample((int)wins[0], (int)counts[0], (int)wins[1], (int)counts[1]);
        two.AssertEqual("z", result.Statistic);
        two.AssertEqual("p_two_sided", result.PValue);
    }

    [Fact]
    public void Exact_EveryOutcome_EqualsTheSumOfOutcomesAtMostAsLikely()
    {
        foreach (var (trials, share) in new[] { (1, 0.5), (7, 0.5), (12, 0.3), (20, 0.85) })
        {
            var probabilities = new double[trials + 1];
            probabilities[0] = Math.Pow(1 - share, trials);
            for (var k = 1; k <= trials; k++)
                probabilities[k] = probabilities[k - 1] * (trials - k + 1) / k * share / (1 - share);
            for (var k = 0; k <= trials; k++)
            {
                var expected = probabilities.Where(p => p <= probabilities[k] * (1 + 1e-9)).Sum();
                Assert.Equal(expected, ProportionTest.Exact(k, trials, share).PValue!.Value, 1e-10);
            }
        }
    }

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { 0.3 })]
    [InlineData(new[] { 0.1, 0.1, 0.1 })]
    public void Tests_WithoutVariation_SayWhyThereIsNoPValue(double[] x)
    {
        foreach (var result in new[]
        {
            TTest.OneSample(x), TTest.Paired(x, x), TTest.Pooled(x, x), TTest.Welch(x, x), ZTest.OneSample(x), ZTest.TwoSample(x, x),
        })
        {
            Assert.Null(result.PValue);
            Assert.NotNull(result.Undefined);
        }

        Assert.Null(TTest.Interval(x));
    }

    [Fact]
    public void Tests_ValuesThatAreNotNumbers_NameThePosition()
    {
        var error = Assert.Throws<ArgumentException>(() => TTest.OneSample([1, double.NaN, 2]));

        Assert.Contains("x[1] is NaN", error.Message);
        Assert.Throws<ArgumentException>(() => TTest.Paired([1, 2], [1]));
    }

    [Fact]
    public void ZTest_KnownDeviation_IsUsed()
    {
        Assert.Equal(1.96, ZTest.OneSample([0.49, 0.49, 0.49, 0.49], 0, Alternative.TwoSided, 0.5).Statistic!.Value, 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => ZTest.OneSample([1, 2], deviation: 0));
    }

    [Fact]
    public void Tests_SwappedSamples_MirrorTheOneSidedProbability()
    {
        double[] x = [1.2, 0.4, 2.2, 0.9], y = [0.1, 0.8, -0.3];

        Assert.Equal(TTest.Welch(x, y, Alternative.Greater).PValue!.Value, TTest.Welch(y, x, Alternative.Less).PValue!.Value, 1e-14);
        Assert.Equal(1, TTest.Pooled(x, y, Alternative.Greater).PValue!.Value + TTest.Pooled(x, y, Alternative.Less).PValue!.Value, 1e-14);
    }

    private static GoldenCase Case(string id) => GoldenCase.Read("t_z_tests").Single(golden => golden.Id == id);

    private static void AssertMatches(GoldenCase golden, Func<double[], double[], Alternative, HypothesisResult> test)
    {
        double[] x = golden.Numbers("x"), y = golden.Numbers("y");
        var result = test(x, y, Alternative.TwoSided);
        golden.AssertEqual("t", result.Statistic);
        golden.AssertEqual("z", result.Statistic);
        golden.AssertEqual("df", result.DegreesOfFreedom);
        golden.AssertEqual("p_two_sided", result.PValue);
        golden.AssertEqual("p_greater", test(x, y, Alternative.Greater).PValue);
        golden.AssertEqual("p_less", test(x, y, Alternative.Less).PValue);
    }
}
