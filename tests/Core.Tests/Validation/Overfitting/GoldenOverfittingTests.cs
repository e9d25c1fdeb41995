using Serverless.Core.Validation;
using Serverless.Core.Validation.Overfitting;

namespace Serverless.Core.Tests.Validation.Overfitting;

/// <summary>Combinatorially symmetric cross-validation against two public implementations and an independent one.</summary>
public sealed class GoldenOverfittingTests
{
    [Fact]
    public void Measure_GoldenCases_AreEqual()
    {
        foreach (var golden in GoldenCase.Read("pbo_cscv"))
        {
            var trials = ReturnMatrix.FromRows(golden.Has("returns_matrix") ? golden.Matrix("returns_matrix") : golden.ReturnsMatrix());
            var metric = golden.Input("metric").GetString() == "mean" ? CrossValidationMetric.Mean : CrossValidationMetric.Sharpe;
            var result = BacktestOverfitting.Measure(trials, (int)golden.Number("n_blocks_S"), metric);

            golden.AssertEqual("n_combinations", result.Logits.Length);
            golden.AssertEqual("pbo_lambda_le_0", result.Probability);
            golden.AssertEqual("pbo_lambda_lt_0", result.ProbabilityBelowMedian);
            golden.AssertEqual("mean_logit", result.Logits.Average());
            golden.AssertEqual("std_logit_ddof0", Deviation(result.Logits));
            golden.AssertEqual("probability_oos_loss", result.ProbabilityOfLoss);
            golden.AssertEqual("degradation_slope_oos_on_is", result.Degradation?.Slope);
            golden.AssertEqual("degradation_intercept", result.Degradation?.Intercept);
            golden.AssertEqual("degradation_r2", result.Degradation?.Determination);
            golden.AssertEqual("mean_is_performance_of_selected", result.InSample.Average());
            golden.AssertEqual("mean_oos_performance_of_selected", result.OutOfSample.Average());
            golden.AssertEqual("first_order_dominance_oos_selected_over_random_mean_gap", result.MeanGap);
            golden.AssertEqual("rows_dropped_from_start", result.DroppedPeriods);
            golden.AssertEqual("block_length", result.BlockLength);
            if (golden.Expects("selection_counts_by_strategy"))
            {
                golden.AssertEqual("selection_counts_by_strategy", Array.ConvertAll(result.SelectionCounts, count => (double)count));
                golden.AssertEqual("oos_rank_histogram_1_to_N", Array.ConvertAll(result.RankHistogram, count => (double)count));
            }

            if (golden.Expects("per_combination"))
                AssertSplits(golden, result);
        }
    }

    private static void AssertSplits(GoldenCase golden, BacktestOverfitting result)
    {
        var split = 0;
        foreach (var expected in golden.ExpectedElement("per_combination").EnumerateArray())
        {
            double Field(string name, double absent) => expected.TryGetProperty(name, out var value) ? value.GetDouble() : absent;
            Assert.Equal(expected.GetProperty("selected").GetInt32(), result.Selected[split]);
            Assert.Equal(Field("is_metric", result.InSample[split]), result.InSample[split], 1e-11);
            Assert.Equal(Field("oos_metric", result.OutOfSample[split]), result.OutOfSample[split], 1e-11);
            Assert.Equal(Field("oos_rank", 0), result.Ranks[split]);
            Assert.Equal(Field("logit", 0), result.Logits[split], 1e-11);
            split++;
        }

        Assert.Equal(result.Logits.Length, split);
    }

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }
}
