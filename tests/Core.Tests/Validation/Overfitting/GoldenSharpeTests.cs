using Serverless.Core.Validation;
using Serverless.Core.Validation.Overfitting;

namespace Serverless.Core.Tests.Validation.Overfitting;

/// <summary>Published examples and reference implementations; see <c>docs/overfitting.md</c> for sources.</summary>
public sealed class GoldenSharpeTests
{
    [Fact]
    public void ProbabilityAbove_GoldenCases_AreEqual()
    {
        // One case has only the variant of 2025, whose variance is that of the null hypothesis; it is not our convention.
        foreach (var golden in GoldenCase.Read("probabilistic_sharpe_ratio").Where(golden => golden.Expects("psr")))
        {
            var estimate = golden.Has("returns") ? SharpeEstimate.Of(golden.Returns)! : Estimate(golden, "n_observations");
            golden.AssertEqual("n", estimate.Observations);
            golden.AssertEqual("sharpe_per_period_ddof1", estimate.Sharpe);
            golden.AssertEqual("skewness_population", estimate.Skewness);
            golden.AssertEqual("raw_kurtosis_population", estimate.Kurtosis);
            golden.AssertEqual("sr_standard_error", estimate.StandardError);
            golden.AssertEqual("psr", estimate.ProbabilityAbove(golden.Number("sr_benchmark_per_period")));
        }
    }

    [Fact]
    public void MinimumTrackRecord_GoldenCases_AreEqual()
    {
        foreach (var golden in GoldenCase.Read("minimum_track_record_length"))
        {
            var estimate = Estimate(golden, "n_observations");
            var length = estimate.MinimumTrackRecord(golden.Number("sr_benchmark_per_period"), golden.Number("confidence"));
            if (golden.Expected("min_track_record_length") is double.PositiveInfinity)
            {
                Assert.Null(length);
                continue;
            }

            golden.AssertEqual("min_track_record_length", length);
            golden.AssertEqual("min_track_record_length_ceiling", Math.Ceiling(length!.Value));
            if (golden.Has("n_observed"))
                Assert.Equal(golden.ExpectedElement("already_sufficient").GetBoolean(), golden.Number("n_observed") >= length);
        }
    }

    [Fact]
    public void DeflatedSharpe_GoldenCasesWithMoments_AreEqual()
    {
        foreach (var golden in GoldenCase.Read("deflated_sharpe_ratio").Where(golden => golden.Has("sharpe_per_period")))
        {
            var (trials, variance) = (golden.Number("n_trials"), golden.Number("variance_of_trial_sharpes_per_period"));
            if (golden.Has("moments"))
            {
                double Probability(int row)
                {
                    var moments = golden.Matrix("moments")[row];
                    var estimate = new SharpeEstimate(
                        golden.Number("sharpe_per_period"), (int)golden.Number("n_observations"), moments[0], moments[1]);
                    return DeflatedSharpe.Of(estimate, trials, variance).Probability;
                }

                golden.AssertEqual("dsr_nonnormal", Probability(0));
                golden.AssertEqual("dsr_normal", Probability(1));
                continue;
            }

            var deflated = DeflatedSharpe.Of(Estimate(golden, "n_observations"), trials, variance);
            golden.AssertEqual("expected_max_z", ExpectedMaximum.Approximate(trials));
            golden.AssertEqual("sr0_per_period", deflated.Threshold);
            golden.AssertEqual("sr0_annualised_250", deflated.Threshold * Math.Sqrt(250));
            golden.AssertEqual("dsr", deflated.Probability);
        }
    }

    [Fact]
    public void DeflatedSelection_GoldenMatrices_AreEqual()
    {
        foreach (var golden in GoldenCase.Read("deflated_sharpe_ratio").Where(golden => golden.Has("returns_matrix_file")))
        {
            var trials = ReturnMatrix.FromRows(golden.ReturnsMatrix());
            var selection = DeflatedSelection.Of(trials)!;
            if (golden.Expects("average_offdiag_correlation"))
            {
                golden.AssertEqual("average_offdiag_correlation", selection.Effective.AverageCorrelation);
                golden.AssertEqual("implied_independent_trials_real", selection.Effective.ByAverageCorrelation);
                golden.AssertEqual("implied_independent_trials_rounded_up", selection.ByAverageCorrelation.Trials);
                golden.AssertEqual("sr0_per_period", selection.ByAverageCorrelation.Threshold);
                golden.AssertEqual("dsr", selection.ByAverageCorrelation.Probability);
                golden.AssertEqual("effective_rank_roy_vetterli", EffectiveTrials.EffectiveRank(trials));
                continue;
            }

            var ddof = golden.Number("variance_ddof");
            var variance = TrialSharpes.Variance(TrialSharpes.Of(trials)) * (trials.Strategies - 1) / (trials.Strategies - ddof);
            var deflated = ddof == 1 ? selection.ByCount : DeflatedSharpe.Of(selection.Estimate, golden.Number("n_trials"), variance);
            golden.AssertEqual("trial_sharpes_per_period_ddof1", TrialSharpes.Of(trials));
            golden.AssertEqual("selected_column", selection.Selected);
            golden.AssertEqual("variance_of_trial_sharpes", variance);
            golden.AssertEqual("sr0_per_period", deflated.Threshold);
            golden.AssertEqual("dsr", deflated.Probability);
        }
    }

    [Fact]
    public void ExpectedMaximum_GoldenCases_AreEqual()
    {
        foreach (var golden in GoldenCase.Read("expected_maximum_sharpe"))
        {
            var trials = (int)golden.Number("n_trials");
            golden.AssertEqual("expected_max_z_exact_order_statistic", ExpectedMaximum.Exact(trials));
            golden.AssertEqual("min_btl_years_for_annual_sr1", ExpectedMaximum.MinimumBacktestYears(trials, 1));
            golden.AssertEqual("upper_bound_sqrt_2lnN", ExpectedMaximum.UpperBound(trials));
            if (golden.Expected("expected_max_z_bailey_ldp_approximation") is not null)
                golden.AssertEqual("expected_max_z_bailey_ldp_approximation", ExpectedMaximum.Approximate(trials));
            else
                Assert.Equal(0, ExpectedMaximum.Approximate(trials));
        }
    }

    private static SharpeEstimate Estimate(GoldenCase golden, string observations)
    {
        var name = new[] { observations, "n_observed", "n" }.FirstOrDefault(golden.Has);
        return new SharpeEstimate(
            golden.Number("sharpe_per_period"),
            name is null ? 2 : (int)golden.Number(name),
            golden.Number("skewness"),
            golden.Number("raw_kurtosis"));
    }
}
