using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.Optimization.Points;
using Serverless.Core.Optimization.Space;
using Serverless.Core.Strategies;

namespace Serverless.Core.Tests.Optimization;

public sealed class SearchSpaceTests
{
    public static TheoryData<string> Templates => [.. StrategyCatalog.All.Select(template => template.Name)];

    [Fact]
    public void Dimensions_AnyQuantile_GiveAValueOfTheDimensionAndItsQuantileBack()
    {
        foreach (var dimension in Searches.Mixed.Dimensions)
        {
            Prop.ForAll<ushort>(drawn =>
            {
                var value = dimension.At(drawn / (double)ushort.MaxValue);
                Assert.True(dimension.Contains(value), $"{dimension} has no {value:R}");
                Assert.Equal(value, dimension.At(dimension.QuantileOf(value)), 1e-9);
            }).QuickCheckThrowOnFailure();
        }
    }

    [Theory]
    [InlineData(Spread.Uniform, 0.5005)]
    [InlineData(Spread.LogUniform, 0.0316227766)]
    [InlineData(Spread.Normal, 0.5005)]
    public void RealDimension_Spread_DecidesItsMedian(Spread spread, double median)
    {
        var dimension = new RealDimension("x", 0.001, 1, spread);

        Assert.Equal(median, dimension.At(0.5), 1e-9);
        Assert.Equal((0.001, 1.0), (dimension.At(0), dimension.At(1)));
    }

    // A normal distribution cut off at two deviations has 0.6827 ÷ 0.9545 of its mass within one.
    [Fact]
    public void RealDimension_Normal_GathersInTheMiddle()
    {
        var dimension = new RealDimension("x", -2, 2, Spread.Normal);
        var source = new SobolPoints(seed: 1, dimensions: 1);
        var point = new double[1];
        var within = Enumerable.Range(0, 4096).Count(i => source.TryDraw(i, point) && Math.Abs(dimension.At(point[0])) < 1);

        Assert.Equal(0.6827 / 0.9545, within / 4096.0, 1e-3);
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void Of_Template_HasTheSetsThatTheTemplateAllows(string name)
    {
        var template = StrategyCatalog.Get(name);
        var space = SearchSpace.Of(template);
        var source = new RandomPoints(seed: 1);
        var point = new double[space.Dimensions.Count];

        Assert.Equal(template.Parameters.Aggregate(1L, (product, range) => product * range.Count), space.Count);
        for (var i = 0; i < 200; i++)
        {
            source.TryDraw(i, point);
            if (space.At(point) is { } set)
                Assert.Null(template.FindProblem(set));
        }
    }

    [Fact]
    public void Of_OtherRanges_NarrowsAndFixes()
    {
        var space = SearchSpace.Of(
            StrategyCatalog.Get("sma-cross"), ParameterDistribution.Of("fast", [10, 20, 30]), ParameterDistribution.Of("slow", [50]));

        Assert.Equal(3, space.Count);
        Assert.Equal(["10 50", "20 50", "30 50"], new[] { 0.0, 0.5, 1 }.Select(q => string.Join(' ', space.At([q, q])!.Values)));
    }

    [Theory]
    [InlineData("medium", 1, 2, 1, "sma-cross has no parameter 'medium'; it has fast, slow.")]
    [InlineData("fast", 2, 1, 1, "Parameter 'fast': 2 to 1 is not a range")]
    [InlineData("fast", 1, 2, 0.5, "Parameter 'fast' takes whole numbers")]
    [InlineData("fast", 1, 2, -1, "a step of -1 leads nowhere")]
    [InlineData("fast", 1, 2, 0, "Parameter 'fast' takes whole numbers")]
    public void Of_WrongRange_SaysWhich(string name, double min, double max, double step, string message) => Assert.Contains(
        message,
        Assert.Throws<ArgumentException>(() => SearchSpace.Of(StrategyCatalog.Get("sma-cross"), new ParameterDistribution(name, min, max) { Step = step })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Create_WrongDimensions_SaysWhich()
    {
        Assert.Contains("'x' is described twice", Assert.Throws<ArgumentException>(() => new SearchSpace([new RealDimension("x", 0, 1), ChoiceDimension.Switch("x")])).Message, StringComparison.Ordinal);
        Assert.Contains("must begin above 0", Assert.Throws<ArgumentException>(() => new RealDimension("x", 0, 1, Spread.LogUniform)).Message, StringComparison.Ordinal);
        Assert.Contains("is not a range", Assert.Throws<ArgumentException>(() => new RealDimension("x", 1, 1)).Message, StringComparison.Ordinal);
    }
}
