using System.Text.Json;
using Serverless.Core.Validation;
using Serverless.Core.Validation.Bootstrap;
using Serverless.Core.Validation.MultipleTesting;

namespace Serverless.Core.Tests.Validation.MultipleTesting;

/// <summary>Adjusted p-values against statsmodels and R; reality checks against full enumeration and 200,000 draws.</summary>
public sealed class GoldenMultipleTestingTests
{
    private const int Replications = 10_000;
    private static readonly (string Name, double Alpha)[] Levels = [("0.05", 0.05), ("0.1", 0.1)];

    [Fact]
    public void Adjusted_GoldenCases_AreEqual()
    {
        var methods = new Dictionary<string, Func<double[], double[]>>
        {
            ["bonferroni"] = p => PValueAdjustment.Bonferroni(p),
            ["sidak"] = p => PValueAdjustment.Sidak(p),
            ["holm"] = p => PValueAdjustment.Holm(p),
            ["holm_sidak"] = p => PValueAdjustment.HolmSidak(p),
            ["hochberg"] = p => PValueAdjustment.Hochberg(p),
            ["hommel"] = p => PValueAdjustment.Hommel(p),
            ["benjamini_hochberg"] = p => PValueAdjustment.BenjaminiHochberg(p),
            ["benjamini_yekutieli"] = p => PValueAdjustment.BenjaminiYekutieli(p),
        };
        foreach (var golden in GoldenCase.Read("multiple_testing"))
        {
            foreach (var (name, adjust) in methods)
            {
                var adjusted = adjust(golden.Numbers("pvalues"));
                golden.AssertEqual($"{name}.adjusted_pvalues", adjusted);
                foreach (var (level, alpha) in Levels)
                {
                    Assert.Equal(
                        golden.ExpectedElement($"{name}.rejected_alpha{level}_indices").Deserialize<int[]>(),
                        Enumerable.Range(0, adjusted.Length).Where(i => adjusted[i] <= alpha));
                }
            }
        }
    }

    [Fact]
    public void RealityChecks_GoldenCases_AreEqual()
    {
        foreach (var golden in GoldenCase.Read("reality_check_spa_stepm"))
        {
            var differences = Differences(golden);
            var blockLength = golden.Number("block_length");
            var resampled = Resample(golden, differences);
            var check = RealityCheck.Test(differences, resampled);
            var superior = SuperiorPredictiveAbility.Test(differences, resampled, blockLength);

            golden.AssertEqual("mean", differences.Means());
            golden.AssertEqual("white_rc_statistic", check.Statistic);
            golden.AssertEqual("white_rc_pvalue", check.PValue);
            golden.AssertEqual("spa_statistic", superior.Statistic);
            golden.AssertEqual("spa_pvalue_lower", superior.PLower);
            golden.AssertEqual("spa_pvalue_consistent", superior.PConsistent);
            golden.AssertEqual("spa_pvalue_upper", superior.PUpper);
            if (golden.Expects("omega_hat"))
                AssertRecentring(golden, differences, superior);
            if (superior.Statistic == 0)
                Assert.Equal((1, 1, 1), (superior.PLower, superior.PConsistent, superior.PUpper));
            AssertSteps(golden, differences, resampled, blockLength);
        }
    }

    private static void AssertRecentring(GoldenCase golden, ReturnMatrix differences, SuperiorPredictiveAbility superior)
    {
        golden.AssertEqual("omega_hat", superior.Omega);
        golden.AssertEqual("spa_model_tstats", superior.TStatistics);
        golden.AssertEqual("spa_consistent_threshold_on_mean", superior.Thresholds);
        Assert.Equal(
            golden.ExpectedElement("spa_recentred_in_consistent").Deserialize<bool[]>()!,
            differences.Means().Zip(superior.Thresholds, (mean, threshold) => mean >= threshold));
    }

    private static void AssertSteps(GoldenCase golden, ReturnMatrix differences, ResampledMeans resampled, double blockLength)
    {
        foreach (var (name, level) in Levels)
        {
            var basic = StepwiseTest.Basic(differences, resampled, level);
            var studentised = StepwiseTest.Studentised(differences, resampled, blockLength, level);
            foreach (var (kind, test) in new[] { ("basic", basic), ("studentised", studentised) })
            {
                if (golden.Expects($"stepm_{kind}_rejected_alpha{name}"))
                    Assert.Equal(golden.ExpectedElement($"stepm_{kind}_rejected_alpha{name}").Deserialize<int[]>(), test.Rejected);
                if (golden.Expects("mean") && golden.Id != "edge_all_models_worse")
                {
                    golden.AssertEqual($"romano_wolf_adjusted_pvalues_{kind}", test.AdjustedPValues);
                    AssertCritical(golden, $"stepm_{kind}_critical_values_alpha{name}", test.CriticalValues);
                }
            }
        }
    }

    private static void AssertCritical(GoldenCase golden, string path, double[] actual)
    {
        var expected = golden.ExpectedElement(path).Deserialize<double[]>()!;
        var tolerance = golden.Id.StartsWith("exact", StringComparison.Ordinal) ? 1e-9 : 0.03;
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance * pair.First));
    }

    private static ReturnMatrix Differences(GoldenCase golden)
    {
        if (golden.Has("performance_differences"))
            return ReturnMatrix.FromRows(golden.Matrix("performance_differences"));
        var rows = golden.ReturnsMatrix();
        return ReturnMatrix.FromRows(golden.Id switch
        {
            "strategies_vs_col0_benchmark_250x9" => [.. rows.Select(row => row[1..].Select(value => value - row[0]).ToArray())],
            "assets_vs_equal_weight_250x10" => [.. rows.Select(row => Array.ConvertAll(row, value => value - row.Average()))],
            "strategies_scaled_columns_250x10" => [.. rows.Select(row => row.Select((value, k) => k == 2 ? 6 * value : value).ToArray())],
            _ => rows,
        });
    }

    private static ResampledMeans Resample(GoldenCase golden, ReturnMatrix differences)
    {
        var n = differences.Periods;
        var block = (int)golden.Number("block_length");
        var blocks = (n + block - 1) / block;
        if (!golden.Has("n_index_vectors"))
            return ResampledMeans.Draw(differences, new StationaryResampler(block), new BootstrapSettings { Replications = Replications, Seed = 5 });
        var count = (int)golden.Number("n_index_vectors");
        return golden.Input("scheme").GetString() switch
        {
            "circular" => ResampledMeans.Enumerate(differences, count, (b, indices) => Expand(Digits(b, n, blocks), block, indices)),
            "moving" => ResampledMeans.Enumerate(differences, count, (b, indices) => Expand(Digits(b, n - block + 1, blocks), block, indices)),
            _ => ResampledMeans.Enumerate(
                differences,
                count,
                (b, indices) => Digits(b, n, n).CopyTo(indices),
                [.. Enumerable.Range(0, count).Select(b => Probability(Digits(b, n, n), 1.0 / block))]),
        };
    }

    private static int[] Digits(int number, int digit, int count)
    {
        var digits = new int[count];
        for (var i = 0; i < count; i++, number /= digit)
            digits[i] = number % digit;
        return digits;
    }

    private static void Expand(int[] starts, int block, Span<int> indices)
    {
        for (var t = 0; t < indices.Length; t++)
            indices[t] = (starts[t / block] + (t % block)) % indices.Length;
    }

    private static double Probability(int[] path, double restart)
    {
        var n = path.Length;
        var probability = 1.0 / n;
        for (var t = 1; t < n; t++)
            probability *= (restart / n) + (path[t] == (path[t - 1] + 1) % n ? 1 - restart : 0);
        return probability;
    }
}
