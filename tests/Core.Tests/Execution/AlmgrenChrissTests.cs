using Serverless.Core.Execution.Costs;

namespace Serverless.Core.Tests.Execution;

public sealed class AlmgrenChrissTests
{
    [Fact]
    public void Schedule_GoldenCases_AreEqual()
    {
        foreach (var golden in GoldenCase.Read("almgren_chriss"))
        {
            var order = Order(golden);
            var aversion = golden.Number("risk_aversion_lambda");
            var holdings = order.Holdings(aversion);
            var (cost, variance) = (order.ExpectedCost(holdings), order.Variance(holdings));

            golden.AssertEqual("eta_tilde", order.EffectiveTemporary);
            golden.AssertEqual("kappa_tilde_squared", order.SquaredUrgency(aversion));
            golden.AssertEqual("kappa_per_unit_time", order.Urgency(aversion));
            golden.AssertEqual("half_life_theta", aversion > 0 ? 1 / order.Urgency(aversion) : null);
            golden.AssertEqual("holdings", holdings);
            golden.AssertEqual("trades", [.. holdings.Zip(holdings.Skip(1), (before, after) => before - after)]);
            golden.AssertEqual("expected_cost", cost);
            golden.AssertEqual("variance_cost", variance);
            golden.AssertEqual("std_cost", Math.Sqrt(variance));
            golden.AssertEqual("objective", cost + (aversion * variance));
            golden.AssertEqual("cost_per_share", cost / order.Quantity);
            var even = order.Holdings(0);
            golden.AssertEqual("naive_linear_expected_cost", order.ExpectedCost(even));
            golden.AssertEqual("naive_linear_variance", order.Variance(even));
            golden.AssertEqual("instantaneous_sale_expected_cost_one_period", order.ExpectedCost([order.Quantity, .. new double[order.Intervals]]));
        }
    }

    [Fact]
    public void Holdings_AnyNeighbour_CostsMore()
    {
        var order = new AlmgrenChriss { Quantity = 1e6, Horizon = 5, Intervals = 5, Volatility = 0.95, FixedCost = 0.0625, Permanent = 2.5e-7, Temporary = 2.5e-6 };
        var best = order.Holdings(1e-6);
        for (var i = 1; i < 5; i++)
        {
            foreach (var change in (double[])[-1000, 1000])
            {
                double[] other = [.. best];
                other[i] += change;
                Assert.True(Utility(other) > Utility(best));
            }
        }

        double Utility(double[] holdings) => order.ExpectedCost(holdings) + (1e-6 * order.Variance(holdings));
    }

    [Fact]
    public void Holdings_VeryUrgent_StayFinite()
    {
        var order = new AlmgrenChriss { Quantity = 100, Horizon = 1000, Intervals = 1000, Volatility = 1, Temporary = 1e-6 };

        Assert.All(order.Holdings(10), held => Assert.InRange(held, 0, 100));
    }

    [Fact]
    public void Urgency_NoBestSchedule_SaysWhy()
    {
        var order = new AlmgrenChriss { Quantity = 1, Horizon = 1, Intervals = 1, Volatility = 1, Permanent = 4, Temporary = 1 };

        Assert.Contains("Use shorter intervals", Assert.Throws<ArgumentException>(() => order.Holdings(1)).Message, StringComparison.Ordinal);
        Assert.Contains("waiting is always better", Assert.Throws<ArgumentException>(() => (order with { Permanent = 0, Intervals = 10 }).Holdings(-100)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => order with { Quantity = double.NaN });
    }

    private static AlmgrenChriss Order(GoldenCase golden) => new()
    {
        Quantity = golden.Number("shares_X"),
        Horizon = golden.Number("horizon_T"),
        Intervals = (int)golden.Number("n_intervals"),
        Volatility = golden.Number("sigma_abs_per_sqrt_time"),
        FixedCost = golden.Number("fixed_cost_epsilon"),
        Permanent = golden.Number("permanent_gamma"),
        Temporary = golden.Number("temporary_eta"),
    };
}
