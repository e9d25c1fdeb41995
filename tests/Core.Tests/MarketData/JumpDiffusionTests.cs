using MathNet.Numerics.Distributions;
using Serverless.Core.MarketData;
using Serverless.Core.Randomness;

namespace Serverless.Core.Tests.MarketData;

public sealed class JumpDiffusionTests
{
    [Fact]
    public void Distribution_GoldenCases_IsEqual()
    {
        foreach (var golden in GoldenCase.Read("jump_diffusion").Where(golden => golden.Has("density_x")))
        {
            var (model, dt) = (Model(golden, golden.Number("mu")), golden.Number("dt"));
            golden.AssertEqual("kappa_expected_relative_jump", model.ExpectedJump);
            golden.AssertEqual("log_drift_per_year", model.LogDrift);
            golden.AssertEqual("log_return_mean", model.Mean(dt));
            golden.AssertEqual("log_return_variance", model.Variance(dt));
            golden.AssertEqual("log_return_skewness", model.Skewness(dt));
            golden.AssertEqual("log_return_excess_kurtosis", model.ExcessKurtosis(dt));
            golden.AssertEqual("expected_gross_return", Math.Exp(model.Drift * dt));
            golden.AssertEqual("density", [.. golden.Numbers("density_x").Select(x => model.Density(x, dt))]);
            golden.AssertEqual("cdf", [.. golden.Numbers("density_x").Select(x => model.Cumulative(x, dt))]);
            golden.AssertEqual("cf_real", [.. golden.Numbers("cf_u").Select(u => model.CharacteristicFunction(u, dt).Real)]);
            golden.AssertEqual("cf_imag", [.. golden.Numbers("cf_u").Select(u => model.CharacteristicFunction(u, dt).Imaginary)]);
            golden.AssertEqual("prob_no_jump", Math.Exp(-model.Intensity * dt));
            golden.AssertEqual("log_return_quantile_0.05", model.Quantile(0.05, dt));
            golden.AssertEqual("log_return_quantile_0.01", model.Quantile(0.01, dt));
        }
    }

    [Fact]
    public void LogReturn_GoldenDraws_IsEqual()
    {
        var golden = GoldenCase.Read("jump_diffusion").Single(golden => golden.Id == "path_from_given_draws");
        var (model, dt) = (Model(golden, golden.Number("mu")), golden.Number("dt"));
        var jumps = golden.Matrix("jump_normals");

        double[] returns = [.. golden.Numbers("z").Select((z, t) => model.LogReturn(z, jumps[t], dt))];

        golden.AssertEqual("log_returns", returns);
        var price = golden.Number("S0");
        golden.AssertEqual("prices", [.. returns.Select(r => price *= Math.Exp(r))]);
        golden.AssertEqual("loglikelihood_of_path", returns.Sum(r => Math.Log(model.Density(r, dt))));
    }

    [Fact]
    public void Cumulative_PricesMertonsCallOfTheGoldenCases()
    {
        // Under the share measure the process jumps more often and higher; both probabilities of Black and Scholes become those of this model.
        foreach (var golden in GoldenCase.Read("jump_diffusion").Where(golden => golden.Has("K")))
        {
            var (model, years) = (Model(golden, golden.Number("r")), golden.Number("T"));
            var (price, strike) = (golden.Number("S0"), golden.Number("K"));
            var share = model with
            {
                Intensity = model.Intensity * (1 + model.ExpectedJump),
                JumpMean = model.JumpMean + (model.JumpDeviation * model.JumpDeviation),
            };
            var drift = model.LogDrift + (model.Volatility * model.Volatility);
            share = share with { Drift = model.Drift + (drift - (share with { Drift = model.Drift }).LogDrift) };
            var discounted = strike * Math.Exp(-model.Drift * years);

            var call = (price * (1 - share.Cumulative(Math.Log(strike / price), years))) - (discounted * (1 - model.Cumulative(Math.Log(strike / price), years)));

            golden.AssertEqual("call", call);
            golden.AssertEqual("put", call - price + discounted);
        }
    }

    [Fact]
    public void Draws_ManySimulated_HaveTheMomentsAndTheDistribution()
    {
        var model = new JumpDiffusion(0.06, 0.2, 3, -0.05, 0.08);
        var random = new SeededRandom(9);
        const double years = 0.25;
        var returns = Enumerable.Range(0, 40_000).Select(_ =>
        {
            var jumps = Enumerable.Range(0, Jumps(random, model.Intensity * years)).Select(_ => random.NextGaussian()).ToArray();
            return model.LogReturn(random.NextGaussian(), jumps, years);
        }).Order().ToArray();

        Assert.Equal(model.Mean(years), returns.Average(), 4 * Math.Sqrt(model.Variance(years) / returns.Length));
        Assert.Equal(1, returns.Average(Math.Exp) / Math.Exp(model.Drift * years), 0.005);
        var distance = returns.Select((value, i) => Math.Abs(((i + 0.5) / returns.Length) - model.Cumulative(value, years))).Max();
        Assert.True(distance < 1.95 / Math.Sqrt(returns.Length), $"{distance}");
    }

    [Fact]
    public void NoJumps_IsTheNormalDistribution()
    {
        var model = new JumpDiffusion(0.05, 0.2, 0, -0.1, 0.1);

        Assert.Equal(Normal.CDF(model.Mean(1), 0.2, 0.1), model.Cumulative(0.1, 1), 1e-15);
        Assert.Equal(0, model.ExcessKurtosis(1));
    }

    private static int Jumps(SeededRandom random, double rate)
    {
        var count = 0;
        for (var product = random.NextDouble(); product > Math.Exp(-rate); product *= random.NextDouble())
            count++;
        return count;
    }

    private static JumpDiffusion Model(GoldenCase golden, double drift) =>
        new(drift, golden.Number("sigma"), golden.Number("lambda"), golden.Number("jump_mean_log"), golden.Number("jump_std_log"));
}
