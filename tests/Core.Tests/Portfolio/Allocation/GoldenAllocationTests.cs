using Serverless.Core.Portfolio.Allocation;

namespace Serverless.Core.Tests.Portfolio.Allocation;

public sealed class GoldenAllocationTests
{
    private const double Year = 252;

    [Fact]
    public void Kelly_GoldenCases_Agree()
    {
        foreach (var golden in Cases("kelly", 10))
        {
            if (golden.Has("win_probability"))
            {
                var (p, b) = (golden.Number("win_probability"), golden.Number("net_odds_b"));
                var share = Kelly.Fractional(Kelly.Binary(p, b), fraction: 1);
                golden.AssertEqual("kelly_fraction_unclipped", Kelly.Binary(p, b));
                golden.AssertEqual("kelly_fraction_long_only", share);
                golden.AssertEqual("expected_log_growth_at_long_only", Kelly.LogGrowth(share, [b, -1], [p, 1 - p]));
            }
            else if (golden.Has("sigma_annual"))
            {
                var (mu, sigma, r) = (golden.Number("mu_arithmetic_annual"), golden.Number("sigma_annual"), golden.Number("r"));
                var full = Kelly.Continuous(mu, sigma, r);
                golden.AssertEqual("kelly_leverage", full);
                golden.AssertEqual("half_kelly", Kelly.Fractional(full, cap: double.PositiveInfinity));
                golden.AssertEqual("growth_rate_at_kelly", Kelly.Growth(full, mu, sigma, r));
                golden.AssertEqual("growth_rate_at_half_kelly", Kelly.Growth(full / 2, mu, sigma, r));
                golden.AssertEqual("growth_rate_at_double_kelly", Kelly.Growth(2 * full, mu, sigma, r));
            }
            else if (golden.Has("returns_matrix_file"))
            {
                var covariance = Covariance.OfReturns(golden.ReturnsMatrix(), Year);
                var mean = Covariance.MeanOfReturns(golden.ReturnsMatrix(), Year);
                var weights = Kelly.Weights(covariance, mean, golden.Number("r"));
                golden.AssertEqual("kelly_weights", weights);
                golden.AssertEqual("growth_rate", Kelly.Growth(covariance, weights, mean, golden.Number("r")));
            }
            else if (golden.Has("payoffs_per_unit"))
            {
                var (payoffs, probabilities) = (golden.Numbers("payoffs_per_unit"), golden.Numbers("probabilities"));
                var share = Kelly.Outcomes(payoffs, probabilities);
                golden.AssertEqual("kelly_fraction", share);
                golden.AssertEqual("expected_log_growth", Kelly.LogGrowth(share, payoffs, probabilities));
            }
            else
            {
                var share = Kelly.Outcomes(golden.Returns);
                double[][] column = Array.ConvertAll(golden.Returns, value => (double[])[value]);
                golden.AssertEqual("kelly_exact_argmax_mean_log", share);
                golden.AssertEqual("mean_log_growth_at_exact", Kelly.LogGrowth(share, golden.Returns));
                golden.AssertEqual(
                    "kelly_mean_over_variance_ddof1",
                    Kelly.Continuous(Covariance.MeanOfReturns(column)[0], Covariance.OfReturns(column).Volatilities()[0]));
                golden.AssertEqual("max_admissible_fraction", Kelly.MostAdmissible(golden.Returns));
            }
        }
    }

    [Fact]
    public void Markowitz_GoldenCases_Agree()
    {
        foreach (var golden in Cases("markowitz", 2))
        {
            var (covariance, mean) = golden.Has("returns_matrix_file")
                ? (Covariance.OfReturns(golden.ReturnsMatrix(), Year), Covariance.MeanOfReturns(golden.ReturnsMatrix(), Year))
                : (new Covariance(golden.Matrix("covariance")), golden.Numbers("mean"));
            var riskFree = golden.Number("risk_free");
            Check("unconstrained_min_variance", MeanVariance.MinimumVariance(covariance));
            Check("unconstrained_tangency", MeanVariance.MaximumSharpe(covariance, mean, riskFree)!);
            var full = Kelly.Weights(covariance, mean, riskFree);
            golden.AssertEqual("unconstrained_tangency.sum_before_normalisation", full.Sum());
            golden.AssertEqual("unconstrained_tangency.max_sharpe_of_risky_space", Sharpe(full));
            var (a, b, c) = MeanVariance.FrontierConstants(covariance, mean);
            golden.AssertEqual("frontier_constants_a_b_c", [a, b, c]);
            var target = golden.Expected("unconstrained_target_return.target")!.Value;
            Check("unconstrained_target_return", MeanVariance.TargetReturn(covariance, mean, target));
            Check("long_only_min_variance", LongOnly.MinimumVariance(covariance));
            Check("long_only_capped_min_variance", LongOnly.MinimumVariance(covariance, golden.Expected("long_only_capped_min_variance.cap")!.Value));
            Check("long_only_target_return", LongOnly.TargetReturn(covariance, mean, golden.Expected("long_only_target_return.target")!.Value));
            Check("long_only_tangency", LongOnly.MaximumSharpe(covariance, mean, riskFree)!);
            golden.AssertEqual("long_only_tangency.sharpe", Sharpe(LongOnly.MaximumSharpe(covariance, mean, riskFree)!));
            Check("max_quadratic_utility_unconstrained_sum1", MeanVariance.MaximumUtility(
                covariance, mean, golden.Expected("max_quadratic_utility_unconstrained_sum1.risk_aversion")!.Value));

            void Check(string path, double[] weights)
            {
                golden.AssertEqual(path + ".weights", weights);
                golden.AssertEqual(path + ".volatility", covariance.Volatility(weights));
                golden.AssertEqual(path + ".variance", Math.Pow(covariance.Volatility(weights), 2));
            }

            double Sharpe(double[] weights) => weights.Zip(mean, (weight, value) => weight * (value - riskFree)).Sum() / covariance.Volatility(weights);
        }
    }

    [Fact]
    public void BlackLitterman_GoldenCases_Agree()
    {
        foreach (var golden in Cases("black_litterman", 6))
        {
            var covariance = new Covariance(golden.Matrix("sigma"));
            var (p, omega) = (golden.Matrix("P"), golden.Matrix("omega"));
            var market = new BlackLitterman(covariance, golden.Numbers("market_weights"), golden.Number("delta"), golden.Number("tau"));
            var variances = omega.Select((row, view) => row[view]).ToArray();

            var posterior = market.Combine(p, golden.Numbers("Q"), variances);

            golden.AssertEqual("prior_pi", market.ImpliedReturns);
            golden.AssertEqual("posterior_mean", posterior.Mean);
            golden.AssertEqual("weights_unconstrained_delta_SigmaBar", posterior.Weights);
            var ofPrior = Kelly.Weights(covariance, posterior.Mean);
            golden.AssertEqual("weights_pypfopt_normalised_prior_sigma", Array.ConvertAll(ofPrior, weight => weight / ofPrior.Sum()));
            AssertMatrix(golden, "posterior_mean_uncertainty_M", posterior.Uncertainty);
            AssertMatrix(golden, "posterior_covariance_Sigma_plus_M", posterior.Covariance.Matrix.ToRowArrays());
            var rule = golden.Input("omega_rule").GetString()!;
            if (rule.StartsWith("diag", StringComparison.Ordinal))
                AssertClose(variances, market.ProportionalVariances(p));
            else if (rule.StartsWith("omega_k", StringComparison.Ordinal))
                AssertClose(variances, market.ConfidenceVariances(p, [0.3, 0.8]));
        }
    }

    [Fact]
    public void HierarchicalRiskParity_GoldenCases_Agree()
    {
        foreach (var golden in Cases("hierarchical_risk_parity", 6))
        {
            var covariance = CovarianceOf(golden);
            var paper = HierarchicalRiskParity.Allocate(covariance);
            var direct = HierarchicalRiskParity.Allocate(covariance, ClusterDistance.Correlation);
            if (golden.Expects("weights"))
            {
                golden.AssertEqual("weights", paper.Weights);
                if (golden.Expects("quasi_diagonal_order"))
                    golden.AssertEqual("quasi_diagonal_order", Array.ConvertAll(paper.Order, asset => (double)asset));
                if (golden.Expects("weights_direct_distance"))
                    golden.AssertEqual("weights_direct_distance", direct.Weights);
                continue;
            }

            foreach (var (path, allocation) in new[] { ("lopez_de_prado_2016_distance_of_distances", paper), ("direct_correlation_distance_pypfopt", direct) })
            {
                golden.AssertEqual(path + ".quasi_diagonal_order", Array.ConvertAll(allocation.Order, asset => (double)asset));
                golden.AssertEqual(path + ".linkage_heights", allocation.Heights);
                golden.AssertEqual(path + ".weights", allocation.Weights);
            }

            golden.AssertEqual("inverse_variance_weights", InverseRisk.Variance(covariance));
        }
    }

    [Fact]
    public void RiskParity_GoldenCases_Agree()
    {
        foreach (var golden in Cases("risk_parity_erc", 7))
        {
            var covariance = CovarianceOf(golden);

            var weights = RiskParity.Weights(covariance, golden.Numbers("budgets"));

            golden.AssertEqual("weights", weights);
            golden.AssertEqual("portfolio_volatility", covariance.Volatility(weights));
            golden.AssertEqual("risk_contribution_fraction", RiskParity.Contributions(covariance, weights));
            golden.AssertEqual("marginal_risk", RiskParity.MarginalRisk(covariance, weights));
            golden.AssertEqual("diversification_ratio", RiskParity.DiversificationRatio(covariance, weights));
        }
    }

    private static IReadOnlyList<GoldenCase> Cases(string method, int count)
    {
        var cases = GoldenCase.Read(method);
        Assert.Equal(count, cases.Count);
        return cases;
    }

    private static Covariance CovarianceOf(GoldenCase golden) => golden.Has("returns_matrix_file")
        ? Covariance.OfReturns(golden.ReturnsMatrix(), Year)
        : new Covariance(golden.Matrix("covariance"));

    private static void AssertMatrix(GoldenCase golden, string path, double[][] actual)
    {
        var expected = golden.ExpectedElement(path).EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray()).ToArray();
        Assert.Equal(expected.Length, actual.Length);
        foreach (var (one, other) in expected.Zip(actual))
            AssertClose(one, other);
    }

    // The file's own tolerance for this method.
    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1e-10 + (1e-7 * Math.Abs(pair.First))));
    }
}
