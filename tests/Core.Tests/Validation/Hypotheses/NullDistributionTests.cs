using Serverless.Core.Metrics.Distributions;
using Serverless.Core.Randomness;
using Serverless.Core.Validation.Hypotheses;

namespace Serverless.Core.Tests.Validation.Hypotheses;

/// <summary>Where the null hypothesis is true, p-values are uniform: 2,000 seeded replications against the uniform distribution.</summary>
public sealed class NullDistributionTests
{
    private const int Replications = 2_000;

    public static TheoryData<string, Func<SeededRandom, double>> Tests => new()
    {
        { "one-sample t", random => TTest.OneSample(Normal(random, 12)).PValue!.Value },
        { "one-sample t, greater", random => TTest.OneSample(Normal(random, 5), 0, Alternative.Greater).PValue!.Value },
        { "paired t", random => TTest.Paired(Normal(random, 10), Normal(random, 10)).PValue!.Value },
        { "pooled t", random => TTest.Pooled(Normal(random, 6), Normal(random, 15), Alternative.Less).PValue!.Value },
        { "Welch t", random => TTest.Welch(Normal(random, 40), Normal(random, 60, 3)).PValue!.Value },
        { "z, known deviation", random => ZTest.OneSample(Normal(random, 4), 0, Alternative.TwoSided, 1).PValue!.Value },
        { "Mann-Whitney", random => MannWhitney.Asymptotic(Normal(random, 150), Normal(random, 150)).PValue!.Value },
        { "one-sample KS", random => KolmogorovSmirnov.OneSample(Normal(random, 20), StandardNormal.Cumulative).PValue!.Value },
        { "one-sample KS, less", random => KolmogorovSmirnov.OneSample(Normal(random, 9), StandardNormal.Cumulative, Alternative.Less).PValue!.Value },
        { "Anderson-Darling", random => AndersonDarling.Normal(Normal(random, 10), 0, 1).PValue!.Value },
        { "Anderson-Darling normality", random => AndersonDarling.Normality(Normal(random, 50)).PValue!.Value },
        { "Ljung-Box", random => ReturnDiagnostics.LjungBox(Normal(random, 400), 3).PValue!.Value },
    };

    [Theory]
    [MemberData(nameof(Tests))]
    public void PValue_UnderTheNullHypothesis_IsUniform(string name, Func<SeededRandom, double> test)
    {
        var root = new SeededRandom(1234).Fork(name);
        var pValues = Enumerable.Range(0, Replications).Select(i => test(root.Fork(i))).ToArray();

        Assert.All(pValues, p => Assert.InRange(p, 0, 1));
        var uniform = KolmogorovSmirnov.OneSample(pValues, value => value);
        Assert.True(uniform.PValue > 0.001, $"{name}: {uniform}");
    }

    [Fact]
    public void AndersonDarling_SeveralSamplesOfOneDistribution_RejectsAtItsLevel()
    {
        var root = new SeededRandom(77);
        var rejected = Enumerable.Range(0, 400)
            .Count(i => AndersonDarling.SameDistribution([Normal(root.Fork(i), 20), Normal(root.Fork(i + 1000), 25), Normal(root.Fork(i + 2000), 15)])
                .PValue < 0.1);

        Assert.InRange(rejected / 400.0, 0.06, 0.145);
    }

    private static double[] Normal(SeededRandom random, int count, double deviation = 1)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++)
            values[i] = deviation * random.NextGaussian();
        return values;
    }
}
