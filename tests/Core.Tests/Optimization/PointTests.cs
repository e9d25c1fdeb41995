using Serverless.Core.Optimization.Points;
using Serverless.Core.Optimization.Space;

namespace Serverless.Core.Tests.Optimization;

public sealed class PointTests
{
    // The first ten points in three dimensions as Joe and Kuo print them beside their direction numbers (web.maths.unsw.edu.au/~fkuo/sobol).
    [Fact]
    public void Sobol_FirstPoints_AreThoseOfJoeAndKuo()
    {
        double[][] published =
        [
            [0, 0, 0], [0.5, 0.5, 0.5], [0.75, 0.25, 0.25], [0.25, 0.75, 0.75], [0.375, 0.375, 0.625],
            [0.875, 0.875, 0.125], [0.625, 0.125, 0.875], [0.125, 0.625, 0.375], [0.1875, 0.3125, 0.9375], [0.6875, 0.8125, 0.4375],
        ];

        for (var i = 0; i < published.Length; i++)
            Assert.Equal(published[i], Enumerable.Range(0, 3).Select(d => SobolSequence.Coordinate((uint)i, d) / Math.Pow(2, 32)));
    }

    [Fact]
    public void Sobol_AnyDimension_HasOnePointInEachPart()
    {
        for (var dimension = 0; dimension < SobolSequence.MaxDimensions; dimension++)
        {
            var parts = Enumerable.Range(0, 1024).Select(i => SobolSequence.Coordinate((uint)i, dimension) >> 22).ToHashSet();
            Assert.Equal(1024, parts.Count);
        }
    }

    // Sobol's Property A: the first 2^d points have one in each half-cube. Joe and Kuo's numbers have it in all dimensions.
    [Fact]
    public void Sobol_FirstTwelveDimensions_FillEveryOrthantOnce()
    {
        var orthants = Enumerable.Range(0, 1 << 12)
            .Select(i => Enumerable.Range(0, 12).Aggregate(0, (orthant, d) => (orthant << 1) | (int)(SobolSequence.Coordinate((uint)i, d) >> 31)));

        Assert.Equal(1 << 12, orthants.Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(99)]
    public void SobolPoints_AnySeed_KeepOnePointInEachPartOfEachOfTwoDimensions(long seed)
    {
        var points = Draw(new SobolPoints(seed, 2), 256, 2);

        Assert.Equal(256, points.Select(point => (int)(point[0] * 256)).Distinct().Count());
        Assert.Equal(256, points.Select(point => (int)(point[1] * 256)).Distinct().Count());
        Assert.Equal(256, points.Select(point => ((int)(point[0] * 16), (int)(point[1] * 16))).Distinct().Count());
    }

    [Fact]
    public void SobolPoints_MoreDimensionsThanDirections_NamesTheWayOut() => Assert.Contains(
        "for 32 parameters, not for 33", Assert.Throws<ArgumentException>(() => new SobolPoints(1, 33)).Message, StringComparison.Ordinal);

    [Fact]
    public void LatinHypercube_EachDesign_HasOnePointInEachPartOfEachDimension()
    {
        var points = Draw(new LatinHypercubePoints(seed: 4, size: 37), 3 * 37, 5);

        foreach (var design in points.Chunk(37))
        {
            for (var d = 0; d < 5; d++)
                Assert.Equal(Enumerable.Range(0, 37), design.Select(point => (int)(point[d] * 37)).Order());
        }

        Assert.NotEqual(points[0], points[37]);
    }

    [Fact]
    public void Grid_Mixed_GivesAllCombinationsTheFirstFastest()
    {
        var space = new SearchSpace([GridDimension.Integer("a", 1, 3), new RealDimension("b", 0, 2), ChoiceDimension.Switch("c")]);
        var source = new GridPoints(space, levels: 3);
        var point = new double[3];
        var sets = new List<string>();
        for (var i = 0; source.TryDraw(i, point); i++)
            sets.Add(string.Join(' ', space.At(point)!.Values));

        Assert.Equal(["1 0 0", "2 0 0", "3 0 0", "1 1 0"], sets.Take(4));
        Assert.Equal((18, 18, "3 2 1"), (sets.Count, sets.Distinct().Count(), sets[^1]));
    }

    private static double[][] Draw(IPointSource source, int count, int dimensions) => [.. Enumerable.Range(0, count).Select(i =>
    {
        var point = new double[dimensions];
        Assert.True(source.TryDraw(i, point));
        Assert.All(point, coordinate => Assert.InRange(coordinate, 0, 1));
        return point;
    })];
}
