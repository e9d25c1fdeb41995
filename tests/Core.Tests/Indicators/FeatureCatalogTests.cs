using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Randomness;
using Serverless.Core.Tests.Strategies;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.Indicators;

/// <summary>What holds for every feature of the catalog, whichever it is.</summary>
public sealed class FeatureCatalogTests
{
    private const int Bars = 240;
    private const int Trials = 8;

    public static TheoryData<string> Features => [.. FeatureCatalog.All.Select(feature => feature.Name)];

    [Fact]
    public void All_Features_AreDescribedUnderUniqueNames()
    {
        Assert.Equal(FeatureCatalog.All.Count, FeatureCatalog.All.Select(feature => feature.Name).Distinct().Count());
        Assert.All(FeatureCatalog.All, feature =>
        {
            Assert.NotEmpty(feature.Outputs);
            Assert.NotEmpty(feature.Convention);
            Assert.NotEmpty(feature.Source);
            Assert.Null(feature.FindProblem(feature.Defaults));
            Assert.Equal(feature.Outputs.Count, feature.Outputs.Select(output => output.Name).Distinct().Count());
        });
    }

    [Theory]
    [MemberData(nameof(Features))]
    public void Columns_AnyFutureReplacedOrCutOff_StayTheSame(string name)
    {
        var feature = FeatureCatalog.Get(name);
        for (var trial = 0; trial < Trials; trial++)
        {
            var random = new SeededRandom(trial).Fork(name);
            var arguments = FeatureBars.Draw(feature, random);
            var bars = RandomBars.Create(random, Bars);
            var benchmark = FeatureBars.Benchmark(bars, random);
            var expected = FeatureBars.Columns(feature, arguments, bars, benchmark);
            var cut = 40 + random.NextInt(Bars - 41);
            var other = RandomBars.WithOtherFuture(bars, cut, random);
            var otherBenchmark = RandomBars.WithOtherFuture(benchmark, cut, random);

            var replaced = FeatureBars.Columns(feature, arguments, other, otherBenchmark);
            var cutOff = FeatureBars.Columns(feature, arguments, bars.Slice(0, cut + 1), benchmark);

            for (var output = 0; output < expected.Length; output++)
            {
                Assert.Equal(expected[output][..(cut + 1)], replaced[output][..(cut + 1)]);
                Assert.Equal(expected[output][..(cut + 1)], cutOff[output]);
            }
        }
    }

    [Fact]
    public void Columns_PlantedLookAhead_IsSeenByTheComparison()
    {
        var cheat = Planted((set, _, result) =>
        {
            for (var i = 0; i < set.Bars.Count; i++)
                result[0][i] = set.Bars.Close[Math.Min(i + 1, set.Bars.Count - 1)];
        });
        var random = new SeededRandom(1);
        var bars = RandomBars.Create(random, Bars);

        var expected = FeatureBars.Columns(cheat, default, bars, bars);
        var cutOff = FeatureBars.Columns(cheat, default, bars.Slice(0, 100), bars);

        Assert.NotEqual(expected[0][..100], cutOff[0]);
    }

    [Theory]
    [MemberData(nameof(Features))]
    public void Columns_RandomBars_HaveValuesFromTheWarmUpOn(string name)
    {
        var feature = FeatureCatalog.Get(name);
        for (var trial = 0; trial < Trials; trial++)
        {
            var random = new SeededRandom(trial).Fork(name);
            var arguments = FeatureBars.Draw(feature, random);
            var bars = RandomBars.Create(random, Bars);

            var columns = FeatureBars.Columns(feature, arguments, bars, FeatureBars.Benchmark(bars, random));

            Assert.Equal(feature.Outputs.Max(output => output.WarmUp(arguments)), feature.WarmUp(arguments));
            for (var output = 0; output < columns.Length; output++)
            {
                var warmUp = feature.Outputs[output].WarmUp(arguments);
                Assert.All(columns[output][..warmUp], value => Assert.True(double.IsNaN(value)));
                Assert.All(columns[output][warmUp..], value => Assert.True(double.IsFinite(value)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Features))]
    public void Columns_SeriesShorterThanTheWarmUp_AreNotANumber(string name)
    {
        var feature = FeatureCatalog.Get(name);
        var bars = RandomBars.Create(new SeededRandom(1), Bars);
        foreach (var count in (int[])[0, 1, feature.WarmUp(feature.Defaults)])
        {
            var columns = FeatureBars.Columns(feature, feature.Defaults, bars.Slice(0, count), bars);

            for (var output = 0; output < columns.Length; output++)
            {
                Assert.Equal(count, columns[output].Length);
                var known = Math.Min(count, feature.Outputs[output].WarmUp(feature.Defaults));
                Assert.All(columns[output][..known], value => Assert.True(double.IsNaN(value)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Features))]
    public void Columns_AfterAMissingPrice_AreThoseOfTheSeriesThatBeginsThere(string name)
    {
        var feature = FeatureCatalog.Get(name);
        for (var trial = 0; trial < Trials; trial++)
        {
            var random = new SeededRandom(trial).Fork(name);
            var arguments = FeatureBars.Draw(feature, random);
            var bars = RandomBars.Create(random, Bars);
            var benchmark = FeatureBars.Benchmark(bars, random);
            var missing = random.NextInt(Bars / 2);
            var begins = missing + 1;
            var expected = FeatureBars.Columns(feature, arguments, bars.Slice(begins, Bars - begins), benchmark.Slice(begins, Bars - begins));

            var actual = FeatureBars.Columns(
                feature, arguments, FeatureBars.WithMissing(bars, missing), FeatureBars.WithMissing(benchmark, missing));

            for (var output = 0; output < expected.Length; output++)
            {
                Assert.True(double.IsNaN(actual[output][missing]));
                for (var i = feature.Outputs[output].WarmUp(arguments); i < expected[output].Length; i++)
                {
                    var value = expected[output][i];
                    FeatureBars.AssertNear(value, actual[output][begins + i], 1e-9 * Math.Max(1, Math.Abs(value)), $"{name}, bar {i}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Features))]
    public void Compute_LongerSeries_AllocatesNoMoreThanShorter(string name)
    {
        var feature = FeatureCatalog.Get(name);
        var random = new SeededRandom(1);
        var bars = RandomBars.Create(random, 4_000);
        var benchmark = FeatureBars.Benchmark(bars, random);
        var values = new double[feature.Outputs.Count * bars.Count];

        long Allocated(int count)
        {
            using var set = new IndicatorSet(bars.Slice(0, count), Market.Crypto) { Benchmark = benchmark };
            var before = GC.GetAllocatedBytesForCurrentThread();
            feature.Compute(set, feature.Defaults, new FeatureColumns(values, count));
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        long Least(int count) => Enumerable.Range(0, 5).Min(_ => Allocated(count));

        // The first runs compile, and fill the pool that scratch memory comes from.
        foreach (var count in (int[])[4_000, 1_000, 4_000, 1_000])
            Allocated(count);

        // A collection that other tests cause counts what is left of the thread's last piece of memory as allocated: the least of some runs is the code's own.
        var (shorter, longer) = (Least(1_000), Least(4_000));

        Assert.True(longer <= shorter + 512, $"{longer} bytes for 4,000 bars, {shorter} for 1,000.");
    }

    [Fact]
    public void Get_MistypedName_NamesTheNearest()
    {
        var error = Assert.Throws<ArgumentException>(() => FeatureCatalog.Get("bolinger"));

        Assert.Contains("There is no feature 'bolinger'; did you mean 'bollinger'?", error.Message, StringComparison.Ordinal);
        Assert.All(FeatureCatalog.All, feature => Assert.Contains(feature.Name, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Bind_NamedValues_FillTheOthersWithDefaults()
    {
        var arguments = FeatureCatalog.Get("macd").Bind(new Dictionary<string, double> { ["slow"] = 30 });

        Assert.Equal(new FeatureArguments(12, 30, 9), arguments);
    }

    [Theory]
    [InlineData("perod", 20, "bollinger: there is no parameter 'perod'; did you mean 'period'?")]
    [InlineData("period", 0, "bollinger: 'period' is 0; it must be a whole number from 1 to 5000.")]
    [InlineData("period", 2.5, "bollinger: 'period' is 2.5; it must be a whole number from 1 to 5000.")]
    [InlineData("width", double.NaN, "bollinger: 'width' is NaN; it must be a number from 0.1 to 10.")]
    public void Bind_BadValue_SaysWhatIsAllowed(string parameter, double value, string message)
    {
        var error = Assert.Throws<ArgumentException>(
            () => FeatureCatalog.Get("bollinger").Bind(new Dictionary<string, double> { [parameter] = value }));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Benchmark_OtherTimeframe_IsRefused()
    {
        var bars = RandomBars.Create(new SeededRandom(1), 10);
        var daily = RandomBars.Create(new SeededRandom(2), 10, Timeframe.D1);

        var error = Assert.Throws<ArgumentException>(() => new IndicatorSet(bars, Market.Crypto) { Benchmark = daily });

        Assert.StartsWith("The benchmark RANDOM has D1 bars, RANDOM has H4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Column_BetaWithoutBenchmark_SaysWhatIsMissing()
    {
        using var set = new IndicatorSet(RandomBars.Create(new SeededRandom(1), 10), Market.Crypto);

        var error = Assert.Throws<InvalidOperationException>(() => set.Column(RollingRegression.Beta, new(5)).Length);

        Assert.Contains("give the indicator set one", error.Message, StringComparison.Ordinal);
    }

    private static Feature Planted(FeatureFunction compute) => new()
    {
        Name = "planted",
        Outputs = [new("value", _ => 0)],
        Parameters = [],
        Convention = "reads the next bar",
        Source = "this test",
        Compute = compute,
    };
}
