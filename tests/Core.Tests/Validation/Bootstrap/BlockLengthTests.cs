using Serverless.Core.Validation.Bootstrap;

namespace Serverless.Core.Tests.Validation.Bootstrap;

/// <summary>Golden values of arch 7.2.0.</summary>
public sealed class BlockLengthTests
{
    [Fact]
    public void Estimate_GoldenSeries_MatchesArch()
    {
        var cases = GoldenCase.Read("block_bootstrap").Where(golden => golden.Expects("stationary") && golden.Has("series")).ToList();
        Assert.Equal(4, cases.Count);
        foreach (var golden in cases)
        {
            var actual = BlockLength.Estimate(golden.Numbers("series"));
            golden.AssertEqual("stationary", actual.Stationary);
            golden.AssertEqual("circular", actual.Circular);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(500)]
    public void Estimate_ConstantSeriesOfAnyLength_IsOne(int length) =>
        Assert.Equal(new BlockLength(1, 1), BlockLength.Estimate(Enumerable.Repeat(0.5, length).ToArray()));

    [Fact]
    public void Estimate_ShortTrend_IsBounded()
    {
        for (var n = 8; n < 40; n++)
        {
            var actual = BlockLength.Estimate(Enumerable.Range(0, n).Select(i => (double)i).ToArray());
            Assert.InRange(actual.Stationary, 0, Math.Ceiling(n / 3.0));
        }
    }
}
