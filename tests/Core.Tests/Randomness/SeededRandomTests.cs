using Serverless.Core.Randomness;

namespace Serverless.Core.Tests.Randomness;

public sealed class SeededRandomTests
{
    // Computed with a second implementation (Python integers) that reproduces the published vectors of xoshiro256++ (state 1, 2, 3, 4:
    // 41943041, 58720359, 3588806011781223) and of SplitMix64 (seed 1234567: 6457827717110365317).
    [Theory]
    [InlineData(0, new[] { 0.3245752680314067, 0.38223929651167343, 0.3596172076473553, 0.011455508934653635 })]
    [InlineData(42, new[] { 0.8143051451229099, 0.3188210400616611, 0.9838941681774888, 0.7011355981347556 })]
    public void NextDouble_KnownSeed_MatchesReference(long seed, double[] expected)
    {
        var random = new SeededRandom(seed);

        Assert.Equal(expected, expected.Select(_ => random.NextDouble()));
    }

    [Fact]
    public void NextGaussian_ManyDraws_HasTheMomentsAndTailsOfANormal()
    {
        const int count = 200_000;
        var random = new SeededRandom(7);
        double sum = 0, squares = 0, cubes = 0, fourths = 0;
        var beyondTwo = 0;
        for (var i = 0; i < count; i++)
        {
            var x = random.NextGaussian();
            sum += x;
            squares += x * x;
            cubes += x * x * x;
            fourths += x * x * x * x;
            if (Math.Abs(x) > 1.959963984540054)
                beyondTwo++;
        }

        // Five standard errors of each moment.
        Assert.Equal(0, sum / count, 5 * Math.Sqrt(1.0 / count));
        Assert.Equal(1, squares / count, 5 * Math.Sqrt(2.0 / count));
        Assert.Equal(0, cubes / count, 5 * Math.Sqrt(15.0 / count));
        Assert.Equal(3, fourths / count, 5 * Math.Sqrt(96.0 / count));
        Assert.Equal(0.05, beyondTwo / (double)count, 5 * Math.Sqrt(0.05 * 0.95 / count));
    }

    [Fact]
    public void NextGaussian_KnownUniforms_AgreesWithTheLibraryLogarithm()
    {
        var random = new SeededRandom(3);
        var uniforms = new SeededRandom(3);
        for (var i = 0; i < 10_000; i++)
        {
            double u, v, s;
            do
            {
                u = (2 * uniforms.NextDouble()) - 1;
                v = (2 * uniforms.NextDouble()) - 1;
                s = (u * u) + (v * v);
            }
            while (s is <= 0 or >= 1);

            var scale = Math.Sqrt(-2 * Math.Log(s) / s);
            Assert.Equal(u * scale, random.NextGaussian(), Math.Abs(u * scale) * 1e-14);
            Assert.Equal(v * scale, random.NextGaussian(), Math.Abs(v * scale) * 1e-14);
        }
    }

    [Fact]
    public void NextInt_SmallRange_IsUniform()
    {
        const int count = 70_000;
        var random = new SeededRandom(11);
        var counts = new int[7];
        for (var i = 0; i < count; i++)
            counts[random.NextInt(7)]++;

        var chiSquare = counts.Sum(observed => (observed - 10_000.0) * (observed - 10_000.0) / 10_000.0);
        Assert.InRange(chiSquare, 0, 27.9); // 99.99 % quantile with six degrees of freedom
    }

    [Fact]
    public void NextInt_OfOne_IsZero() => Assert.Equal(0, new SeededRandom(1).NextInt(1));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void NextInt_NotPositive_Throws(int maxExclusive) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SeededRandom(1).NextInt(maxExclusive));

    [Fact]
    public void Fork_AfterDraws_IsTheSameStream()
    {
        var fresh = new SeededRandom(5).Fork("prices");
        var used = new SeededRandom(5);
        used.NextDouble();

        Assert.Equal(fresh.NextDouble(), used.Fork("prices").NextDouble());
    }

    [Fact]
    public void Fork_DifferentLabelsOrSeeds_AreDifferentStreams()
    {
        var first = new[]
        {
            new SeededRandom(5).NextDouble(),
            new SeededRandom(5).Fork("a").NextDouble(),
            new SeededRandom(5).Fork("b").NextDouble(),
            new SeededRandom(6).Fork("a").NextDouble(),
            new SeededRandom(5).Fork("a").Fork("a").NextDouble(),
        };

        Assert.Distinct(first);
    }
}
