using MathNet.Numerics.Distributions;
using Serverless.Core.Randomness;
using Serverless.Core.Validation;
using Serverless.Core.Validation.Bootstrap;
using Serverless.Core.Validation.MultipleTesting;
using Serverless.Core.Validation.Overfitting;

namespace Serverless.Core.Tests.Validation;

/// <summary>
/// Whether the tests say what they promise: on noise they err as often as their level says, and an edge that was planted is found as often as
/// theory says. Seeds are fixed; bands are 4 standard errors of a share.
/// </summary>
public sealed class HonestyTests
{
    private const double Level = 0.05;
    private const int Periods = 80;
    private const int Strategies = 6;

    [Fact]
    public void ProbabilityAbove_OnNoise_HasUniformPValues()
    {
        var random = new SeededRandom(101);
        double[] pValues = [.. Enumerable.Range(0, 2_000).Select(_ => 1 - SharpeEstimate.Of(Noise.Series(random, 100))!.ProbabilityAbove(0))];

        Assert.InRange(DistanceToUniform(pValues), 0, 1.63 / Math.Sqrt(pValues.Length)); // the 1 % point of Kolmogorov's distribution
    }

    [Fact]
    public void BootstrapTests_OnNoise_HaveUniformPValues()
    {
        const int Families = 2_000;
        double[] check = new double[Families], superior = new double[Families];
        for (var i = 0; i < Families; i++)
        {
            var (differences, resampled) = Family(i, edge: 0);
            check[i] = RealityCheck.Test(differences, resampled).PValue;
            superior[i] = SuperiorPredictiveAbility.Test(differences, resampled, blockLength: 1).PConsistent;
        }

        Assert.InRange(DistanceToUniform(check), 0, 1.63 / Math.Sqrt(Families));
        // Where no strategy has a gain, the statistic is cut to 0 and p to 1: so often that the distribution differs at its upper end.
        Assert.InRange(DistanceToUniform(superior), 0, (1.63 / Math.Sqrt(Families)) + Math.Pow(0.5, Strategies));
        AssertShare(Level, check.Count(p => p <= Level), Families);
        AssertShare(Level, superior.Count(p => p <= Level), Families);
    }

    [Fact]
    public void Unadjusted_OnAThousandNoiseStrategies_PassAtTheLevel_AdjustedNever()
    {
        var trials = Noise.Matrix(new SeededRandom(102), 500, 1_000);
        double[] pValues = [.. Enumerable.Range(0, 1_000).Select(k => 1 - SharpeEstimate.Of(trials.Column(k))!.ProbabilityAbove(0))];

        AssertShare(Level, pValues.Count(p => p <= Level), 1_000);
        Assert.DoesNotContain(PValueAdjustment.Holm(pValues), p => p <= Level);
        Assert.DoesNotContain(PValueAdjustment.BenjaminiHochberg(pValues), p => p <= Level);
        var selection = DeflatedSelection.Of(trials)!;
        Assert.True(selection.Estimate.ProbabilityAbove(0) > 0.99, "the best of a thousand looks good");
        Assert.InRange(selection.ByCount.Probability, 0, 0.95);
        Assert.InRange(selection.ByParticipation.Trials, 900, 1_000);
    }

    [Fact]
    public void FamilyWiseTests_OnNoise_ErrInAtMostTheLevelOfFamilies()
    {
        const int Families = 600;
        int holm = 0, hochberg = 0, stepwise = 0;
        for (var i = 0; i < Families; i++)
        {
            var (trials, resampled) = Family(5_000 + i, edge: 0);
            double[] pValues = [.. Enumerable.Range(0, trials.Strategies).Select(k => 1 - SharpeEstimate.Of(trials.Column(k))!.ProbabilityAbove(0))];
            holm += PValueAdjustment.Holm(pValues).Min() <= Level ? 1 : 0;
            hochberg += PValueAdjustment.BenjaminiHochberg(pValues).Min() <= Level ? 1 : 0;
            stepwise += StepwiseTest.Studentised(trials, resampled, 1, Level).Rejected.Length > 0 ? 1 : 0;
        }

        // Under the full null, one false discovery or more is what both kinds of error mean. All are nearly exact for independent trials.
        AssertShare(Level, holm, Families);
        AssertShare(Level, hochberg, Families);
        AssertShare(Level, stepwise, Families);
    }

    [Fact]
    public void DeflatedSharpe_OnNoise_PassesAsRarelyAsTheMaximumOfNormalsSays()
    {
        const int Families = 400, Trials = 20, Periods = 250;
        var random = new SeededRandom(103);
        var passes = Enumerable.Range(0, Families)
            .Count(_ => DeflatedSelection.Of(Noise.Matrix(random, Periods, Trials))!.ByCount.Probability > 1 - Level);

        // The best of N must exceed the expected maximum by z(95 %): far rarer than 5 %, which is what deflating is for.
        var threshold = ExpectedMaximum.Approximate(Trials) + Normal.InvCDF(0, 1, 1 - Level);
        AssertShare(1 - Math.Pow(Normal.CDF(0, 1, threshold), Trials), passes, Families, allowance: 0.005);
    }

    [Fact]
    public void ProbabilityAbove_OfAPlantedEdge_HasThePowerOfTheory()
    {
        const int Samples = 2_000, Periods = 250;
        const double Edge = 0.12;
        var random = new SeededRandom(104);
        var found = Enumerable.Range(0, Samples)
            .Count(_ => SharpeEstimate.Of(Noise.Series(random, Periods, Edge))!.ProbabilityAbove(0) > 1 - Level);

        var error = new SharpeEstimate(Edge, Periods).StandardError;
        AssertShare(Normal.CDF(0, 1, (Edge / error) - Normal.InvCDF(0, 1, 1 - Level)), found, Samples, allowance: 0.01);
    }

    [Fact]
    public void DeflatedSharpe_OfAPlantedEdge_HasThePowerOfTheory()
    {
        const int Samples = 1_000, Periods = 250, Trials = 20;
        const double Edge = 0.3;
        var random = new SeededRandom(105);
        var found = 0;
        for (var i = 0; i < Samples; i++)
        {
            var selection = DeflatedSelection.Of(Noise.Matrix(random, Periods, Trials, Edge))!;
            found += selection.Selected == 0 && selection.ByCount.Probability > 1 - Level ? 1 : 0;
        }

        // The planted trial widens the spread of trials, V = 1 ÷ T + SR² ÷ N: the smallest SR that passes is where both sides meet.
        var quantile = Normal.InvCDF(0, 1, 1 - Level);
        var smallest = Edge;
        for (var i = 0; i < 100; i++)
        {
            smallest = (Math.Sqrt((1.0 / Periods) + (smallest * smallest / Trials)) * ExpectedMaximum.Approximate(Trials))
                + (quantile * new SharpeEstimate(smallest, Periods).StandardError);
        }

        AssertShare(Normal.CDF(0, 1, (Edge - smallest) / new SharpeEstimate(Edge, Periods).StandardError), found, Samples, allowance: 0.02);
    }

    [Fact]
    public void BootstrapTests_OfAPlantedEdge_HaveThePowerOfTheory()
    {
        const int Families = 600;
        const double Edge = 0.3;
        int superior = 0, stepwise = 0;
        for (var i = 0; i < Families; i++)
        {
            var (differences, resampled) = Family(9_000 + i, Edge);
            superior += SuperiorPredictiveAbility.Test(differences, resampled, 1).PConsistent <= Level ? 1 : 0;
            stepwise += StepwiseTest.Studentised(differences, resampled, 1, Level).Rejected.Contains(0) ? 1 : 0;
        }

        // The critical value of the largest of K normals; another trial than the planted one may exceed it as well.
        var critical = Normal.InvCDF(0, 1, Math.Pow(1 - Level, 1.0 / Strategies));
        var planted = Normal.CDF(0, 1, (Edge * Math.Sqrt(Periods)) - critical);
        AssertShare(1 - ((1 - planted) * Math.Pow(1 - Level, (Strategies - 1.0) / Strategies)), superior, Families, allowance: 0.02);
        AssertShare(planted, stepwise, Families, allowance: 0.02);
    }

    [Fact]
    public void BacktestOverfitting_OnNoise_IsAHalfOnAverage_WithAnEdgeNearZero()
    {
        var random = new SeededRandom(106);
        double[] noise = [.. Enumerable.Range(0, 60).Select(_ => BacktestOverfitting.Measure(Noise.Matrix(random, 240, 20), 8).Probability)];
        double[] skill = [.. Enumerable.Range(0, 20).Select(_ => BacktestOverfitting.Measure(Noise.Matrix(random, 240, 20, edge: 0.5), 8).Probability)];

        var error = Math.Sqrt(noise.Sum(p => (p - noise.Average()) * (p - noise.Average())) / noise.Length / noise.Length);
        Assert.InRange(noise.Average(), 0.5 - (4 * error), 0.5 + (4 * error));
        Assert.InRange(skill.Average(), 0, 0.02);
    }

    private static (ReturnMatrix Differences, ResampledMeans Resampled) Family(int number, double edge)
    {
        var differences = Noise.Matrix(new SeededRandom(107).Fork(number), Periods, Strategies, edge);
        return (differences, ResampledMeans.Draw(
            differences, new IndependentResampler(), new BootstrapSettings { Replications = 399, Seed = number, Parallelism = 1 }));
    }

    private static double DistanceToUniform(double[] pValues)
    {
        var sorted = pValues.Order().ToArray();
        return sorted.Select((p, i) => Math.Max(p - ((double)i / sorted.Length), ((i + 1.0) / sorted.Length) - p)).Max();
    }

    private static void AssertShare(double expected, int hits, int trials, double allowance = 0)
    {
        var band = (4 * Math.Sqrt(expected * (1 - expected) / trials)) + allowance;
        Assert.InRange((double)hits / trials, expected - band, expected + band);
    }
}
