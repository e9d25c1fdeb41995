using Serverless.Core.Randomness;
using Serverless.Core.Validation.Bootstrap;

namespace Serverless.Core.Tests.Validation.Bootstrap;

/// <summary>Index schemes against hand-made index vectors and exhaustive enumeration.</summary>
public sealed class ResamplerTests
{
    [Fact]
    public void Expand_GoldenStarts_GiveTheGoldenIndices()
    {
        foreach (var golden in GoldenCase.Read("block_bootstrap").Where(golden => golden.Expects("indices")))
        {
            var indices = new int[(int)golden.Number("n")];
            if (golden.Has("restart_flag"))
            {
                var restart = golden.Input("restart_flag").EnumerateArray().Select(flag => flag.GetBoolean()).ToArray();
                var start = golden.Numbers("restart_start");
                for (var i = 0; i < indices.Length; i++)
                    indices[i] = restart[i] ? (int)start[i] : -1;
                StationaryResampler.Expand(indices);
            }
            else
            {
                var length = (int)golden.Number("block_length");
                var starts = golden.Numbers("block_starts");
                for (var i = 0; i < starts.Length; i++)
                    indices[i * length] = (int)starts[i];
                if (golden.Id.StartsWith("moving", StringComparison.Ordinal))
                    new MovingBlockResampler(length).Expand(indices);
                else
                    new CircularBlockResampler(length).Expand(indices);
            }

            golden.AssertEqual("indices", Array.ConvertAll(indices, index => (double)index));
        }
    }

    public static TheoryData<string, IResampler> Schemes => new()
    {
        { "independent", new IndependentResampler() },
        { "moving", new MovingBlockResampler(4) },
        { "circular", new CircularBlockResampler(4) },
        { "stationary", new StationaryResampler(4) },
    };

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Fill_AnySampleSize_StaysInsideTheSample(string name, IResampler resampler)
    {
        var random = new SeededRandom(11);
        for (var n = 0; n < 30; n++)
        {
            var indices = new int[n];
            resampler.Fill(random, indices);
            Assert.All(indices, index => Assert.True(index >= 0 && index < n, $"{name}: {index} of {n}"));
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Fill_MeanOfResampledSeries_HasTheExactExpectationAndVariance(int length)
    {
        var golden = GoldenCase.Read("block_bootstrap").Single(golden => golden.Id == $"exact_mean_variance_block{length}");
        var series = golden.Numbers("series");
        foreach (var (name, resampler) in new (string, IResampler)[]
        {
            ("moving", new MovingBlockResampler(length)),
            ("circular", new CircularBlockResampler(length)),
            ("stationary", new StationaryResampler(1 / golden.Number("stationary_p"))),
        })
        {
            const int Count = 40_000;
            var means = Replications.Distribution(resampler, series, new BootstrapSettings { Replications = Count, Seed = 5 }, Mean);
            var (mean, variance) = (golden.Expected($"{name}_expectation_of_mean")!.Value, golden.Expected($"{name}_variance_of_mean")!.Value);
            Assert.Equal(mean, means.Average(), 4 * Math.Sqrt(variance / Count));
            Assert.Equal(1, means.Average(value => (value - mean) * (value - mean)) / variance, 0.03);
        }

        Assert.Equal(golden.Expected("sample_mean")!.Value, Mean(series), 1e-12);
    }

    [Theory]
    [InlineData("circular_l2", 8)]
    [InlineData("moving_l2", 7)]
    public void Expand_AllBlockStarts_GiveTheExactDistribution(string scheme, int starts)
    {
        var golden = GoldenCase.Read("block_bootstrap").Single(golden => golden.Id == $"exact_distribution_of_mean_{scheme}");
        var series = golden.Numbers("series");
        var indices = new int[series.Length];
        var means = new List<(double Mean, double Weight)>();
        for (var code = 0; code < starts * starts * starts * starts; code++)
        {
            for (int block = 0, rest = code; block < 4; block++, rest /= starts)
                indices[block * 2] = rest % starts;
            if (scheme == "moving_l2")
                new MovingBlockResampler(2).Expand(indices);
            else
                new CircularBlockResampler(2).Expand(indices);
            means.Add((Mean(series, indices), 1));
        }

        AssertDistribution(golden, means);
    }

    [Fact]
    public void Expand_AllRestarts_GiveTheExactStationaryDistribution()
    {
        var golden = GoldenCase.Read("block_bootstrap").Single(golden => golden.Id == "exact_distribution_of_mean_stationary_p0.5");
        var series = golden.Numbers("series");
        var n = series.Length;
        var means = new List<(double Mean, double Weight)>();
        int[] drawn = new int[n], indices = new int[n];
        Draw(0, 1);
        AssertDistribution(golden, means);

        // The first position starts a block at each of n places; every other one continues with 1/2, or starts with 1/(2n) at each.
        void Draw(int position, double weight)
        {
            if (position == n)
            {
                drawn.CopyTo(indices, 0);
                StationaryResampler.Expand(indices);
                means.Add((Mean(series, indices), weight));
                return;
            }

            for (drawn[position] = position == 0 ? 0 : -1; drawn[position] < n; drawn[position]++)
                Draw(position + 1, weight * (position == 0 ? 1.0 / n : drawn[position] < 0 ? 0.5 : 0.5 / n));
        }
    }

    [Fact]
    public void Run_SerialOrParallel_GivesTheSameBits()
    {
        var series = Enumerable.Range(0, 100).Select(i => Math.Sin(i)).ToArray();
        var settings = new BootstrapSettings { Replications = 500, Seed = 3 };

        var serial = Replications.Distribution(new StationaryResampler(5), series, settings with { Parallelism = 1 }, Mean);
        var parallel = Replications.Distribution(new StationaryResampler(5), series, settings with { Parallelism = 8 }, Mean);

        Assert.Equal(serial, parallel);
        Assert.Equal(serial[..50], Replications.Distribution(new StationaryResampler(5), series, settings with { Replications = 50 }, Mean));
        Assert.NotEqual(serial, Replications.Distribution(new StationaryResampler(5), series, settings with { Seed = 4 }, Mean));
    }

    [Fact]
    public void Fill_Stationary_HasGeometricBlocksOfTheMeanLength()
    {
        var golden = GoldenCase.Read("block_bootstrap").Single(golden => golden.Id == "geometric_block_length");
        var indices = new int[200_000];
        new StationaryResampler(1 / golden.Number("p")).Fill(new SeededRandom(17), indices);
        var lengths = new List<int> { 1 };
        for (var i = 1; i < indices.Length; i++)
        {
            if (indices[i] == (indices[i - 1] + 1) % indices.Length)
                lengths[^1]++;
            else
                lengths.Add(1);
        }

        Assert.Equal(golden.Expected("mean_block_length")!.Value, lengths.Average(), 0.25);
        Assert.Equal(golden.Expected("prob_block_length_eq_1")!.Value, lengths.Count(length => length == 1) / (double)lengths.Count, 0.01);
        Assert.Equal(golden.Expected("prob_block_length_gt_10")!.Value, lengths.Count(length => length > 10) / (double)lengths.Count, 0.015);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Stationary_MeanBelowOneOrNotFinite_IsRefused(double mean) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new StationaryResampler(mean));

    [Fact]
    public void Blocks_LengthZero_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new MovingBlockResampler(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CircularBlockResampler(-1));
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum / values.Length;
    }

    private static double Mean(double[] series, int[] indices)
    {
        var sum = 0.0;
        foreach (var index in indices)
            sum += series[index];
        return sum / indices.Length;
    }

    private static void AssertDistribution(GoldenCase golden, List<(double Mean, double Weight)> draws)
    {
        var total = draws.Sum(draw => draw.Weight);
        var mean = draws.Sum(draw => draw.Mean * draw.Weight) / total;
        golden.AssertEqual("exact_mean", mean);
        golden.AssertEqual("exact_std", Math.Sqrt(draws.Sum(draw => draw.Weight * (draw.Mean - mean) * (draw.Mean - mean)) / total));
        golden.AssertEqual("exact_prob_mean_le_0", draws.Where(draw => draw.Mean <= 1e-15).Sum(draw => draw.Weight) / total);
    }
}
