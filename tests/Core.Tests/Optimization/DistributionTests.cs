using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.Distributions;
using Serverless.Core.Optimization;
using Serverless.Core.Optimization.Points;
using Serverless.Core.Optimization.Space;
using Serverless.Core.Strategies;
using Serverless.Core.Validation.Hypotheses;

namespace Serverless.Core.Tests.Optimization;

/// <summary>What a random search draws from the distributions that a configuration can name.</summary>
public sealed class DistributionTests
{
    private const int Drawn = 2000;

    private static readonly Gen<ParameterDistribution> Any =
        from min in Gen.Choose(1, 1000)
        from width in Gen.Choose(1, 5000)
        from spread in Gen.Elements(Enum.GetValues<Spread>())
        from step in Gen.Elements(0, 0.25, 1, 7, 10_000)
        from mean in Gen.Choose(0, 100)
        from deviation in Gen.Choose(1, 300)
        from isGiven in Gen.Elements(true, false)
        let isNormal = isGiven && spread == Spread.Normal
        select new ParameterDistribution("x", min / 10.0, (min + width) / 10.0)
        {
            Spread = spread,
            Step = step,
            Mean = isNormal ? (min + (width * mean / 100.0)) / 10 : null,
            Deviation = isNormal ? width * deviation / 1000.0 : null,
        };

    [Fact]
    public void Draw_AnyDistribution_StaysWithinItsBoundsAndOnItsSteps() => Prop.ForAll(Any.ToArbitrary(), distribution =>
    {
        Assert.Null(distribution.FindProblem());
        foreach (var value in Draws(distribution, 50, seed: 3))
        {
            Assert.InRange(value, distribution.Min, distribution.Max);
            if (distribution.Step > 0)
                Assert.Contains(value, distribution.Values);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Draw_SameSeed_IsTheSameAndAnotherSeedIsNot() => Prop.ForAll(Any.ToArbitrary(), distribution =>
    {
        Assert.Equal(Draws(distribution, 20, seed: 5), Draws(distribution, 20, seed: 5));
        Assert.True(!distribution.IsContinuum || !Draws(distribution, 20, seed: 5).SequenceEqual(Draws(distribution, 20, seed: 6)));
    }).QuickCheckThrowOnFailure();

    // The seed is fixed: a right distribution is above 0.05 for most seeds, and a wrong one for none.
    [Theory]
    [InlineData(Spread.Uniform)]
    [InlineData(Spread.LogUniform)]
    [InlineData(Spread.Normal)]
    public void Draw_Continuum_HasTheDistributionItIsNamedFor(Spread spread)
    {
        var distribution = new ParameterDistribution("x", 2, 50) { Spread = spread, Mean = spread == Spread.Normal ? 10 : null, Deviation = spread == Spread.Normal ? 12 : null };
        var draws = Draws(distribution, Drawn, seed: 11);

        foreach (var other in Enum.GetValues<Spread>())
        {
            var p = KolmogorovSmirnov.OneSample(draws, x => Cumulative(other, x), Alternative.TwoSided, exact: false).PValue;
            Assert.True(other == spread ? p > 0.05 : p < 1e-6, $"{spread} as {other}: p = {p}");
        }
    }

    // Chi-squared against the density at each step; 24 degrees of freedom, of which one in a thousand exceeds 51.2.
    [Theory]
    [InlineData(Spread.LogUniform)]
    [InlineData(Spread.Normal)]
    public void Draw_Steps_AreAsLikelyAsTheDensityAtThem(Spread spread)
    {
        var distribution = new ParameterDistribution("x", 2, 50) { Spread = spread, Step = 2 };
        var counts = Draws(distribution, Drawn, seed: 12).CountBy(value => value).ToDictionary();
        double[] density = [.. distribution.Values.Select(value => spread == Spread.Normal ? Normal.PDF(26, 12, value) : 1 / value)];

        var chi = distribution.Values.Zip(density, (value, at) => (Seen: counts.GetValueOrDefault(value), Expected: Drawn * at / density.Sum()))
            .Sum(cell => Math.Pow(cell.Seen - cell.Expected, 2) / cell.Expected);

        Assert.Equal(25, density.Length);
        Assert.InRange(chi, 0, 51.2);
    }

    [Fact]
    public void Grid_WeightedValues_TriesEachOnce()
    {
        var space = SearchSpace.Of([
            new ParameterDistribution("a", 1, 1000) { Step = 111, Spread = Spread.LogUniform },
            new ParameterDistribution("b", 0, 100) { Step = 10, Spread = Spread.Normal, Mean = 0, Deviation = 1 },
            ParameterDistribution.Of("c", [5, 1, 20]),
        ]);

        var sets = Searches.Run(SearchMethod.Grid, space, _ => 0, trials: 1000, batchSize: 100, seed: 1);

        Assert.Equal(10 * 11 * 3, sets.Count);
        Assert.Equal([1.0, 5, 20], sets.Select(set => set["c"]).Distinct());
    }

    [Fact]
    public void FindProblem_WrongOnes_AreToldApart()
    {
        var right = new ParameterDistribution("x", 1, 9);
        (ParameterDistribution Wrong, string Part)[] cases =
        [
            (right with { Max = 0.5 }, "not a range"),
            (right with { Max = double.NaN }, "not a range"),
            (right with { Step = double.NaN }, "leads nowhere"),
            (right with { Step = 1e-9 }, "larger step"),
            (right with { Min = 0, Spread = Spread.LogUniform }, "above 0"),
            (right with { Mean = 3 }, "only the spread Normal"),
            (right with { Spread = Spread.Normal, Mean = 10 }, "from 1 to 9"),
            (right with { Spread = Spread.Normal, Deviation = 0 }, "above 0"),
            (right with { Spread = Spread.Normal, Deviation = double.PositiveInfinity }, "at most"),
        ];

        Assert.All(cases, one => Assert.Contains(one.Part, one.Wrong.FindProblem(), StringComparison.Ordinal));
        Assert.All(cases, one => Assert.Contains("Parameter 'x'", Assert.Throws<ArgumentException>(() => SearchSpace.Of([one.Wrong])).Message, StringComparison.Ordinal));
    }

    private static double[] Draws(ParameterDistribution distribution, int count, long seed)
    {
        var space = SearchSpace.Of([distribution]);
        var source = new RandomPoints(seed);
        var point = new double[1];
        return [.. Enumerable.Range(0, count).Select(i => source.TryDraw(i, point) ? space.At(point)!["x"] : double.NaN)];
    }

    private static double Cumulative(Spread spread, double x) => spread switch
    {
        Spread.LogUniform => Math.Log(x / 2) / Math.Log(25),
        Spread.Normal => (Normal.CDF(10, 12, x) - Normal.CDF(10, 12, 2)) / (Normal.CDF(10, 12, 50) - Normal.CDF(10, 12, 2)),
        _ => (x - 2) / 48,
    };
}
