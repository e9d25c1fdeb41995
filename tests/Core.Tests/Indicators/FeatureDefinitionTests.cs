using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Randomness;
using Serverless.Core.Tests.Strategies;

namespace Serverless.Core.Tests.Indicators;

/// <summary>Every feature against its definition, on series of every kind.</summary>
public sealed class FeatureDefinitionTests
{
    private const int Count = 60;
    private static readonly Config Quickly = Config.QuickThrowOnFailure.WithMaxTest(30);

    public static TheoryData<string> Features => [.. FeatureCatalog.All.Select(feature => feature.Name)];

    [Theory]
    [MemberData(nameof(Features))]
    public void Columns_SeriesOfAnyKind_MatchTheDefinition(string name)
    {
        var feature = FeatureCatalog.Get(name);
        var cases =
            from kind in Gen.Elements(Enum.GetValues<SeriesKind>())
            from seed in Gen.Choose(0, int.MaxValue)
            select (Kind: kind, Seed: seed);

        Check.One(Quickly, Prop.ForAll(cases.ToArbitrary(), sample => Compare(feature, sample.Kind, sample.Seed)));
    }

    [Fact]
    public void Columns_AdxOfOneBarAfterAMillionfoldFall_MatchesTheDefinition() =>
        Compare(FeatureCatalog.Get("adx"), SeriesKind.Extreme, 1_689_199_889);

    private static void Compare(Feature feature, SeriesKind kind, int seed)
    {
        var random = new SeededRandom(seed).Fork(feature.Name);
        var arguments = FeatureBars.Draw(feature, random);
        var missing = kind == SeriesKind.MissingPrefix ? 1 + random.NextInt(10) : 0;
        var bars = Series(kind, random);
        var benchmark = FeatureBars.Benchmark(bars, random);
        var full = (bars, benchmark);
        for (var bar = 0; bar < missing; bar++)
            full = (FeatureBars.WithMissing(full.bars, bar), FeatureBars.WithMissing(full.benchmark, bar));
        var present = new Definitions.View(bars.Slice(missing, Count - missing), benchmark.Slice(missing, Count - missing));

        var columns = FeatureBars.Columns(feature, arguments, full.bars, full.benchmark);

        // A recursive average that falls a millionfold keeps the digits of the larger value.
        var tolerance = kind == SeriesKind.Extreme ? 1e-7 : 1e-9;
        var first = missing + feature.WarmUp(arguments);
        for (var i = first; i < Count; i++)
        {
            var expected = Definitions.Of(feature, arguments, present, i - missing);
            for (var output = 0; output < expected.Length; output++)
            {
                var price = present.High[..(i - missing + 1)].Max();
                var scale = Math.Max(Math.Abs(expected[output]), IsPrice(feature, output) ? price : 1);
                if (IsDistance(feature, output))
                    scale = Math.Max(scale, 1e-6 * price / Definitions.Of(FeatureCatalog.Get("deviation"), arguments, present, i - missing)[0]);
                FeatureBars.AssertNear(expected[output], columns[output][i], tolerance * scale, $"{kind}, {arguments}, output {output}, bar {i}");
            }
        }
    }

    private static bool IsPrice(Feature feature, int output) =>
        feature.Name is "sma" or "ema" or "wma" or "macd" or "atr" or "donchian" or "deviation" || (feature.Name == "bollinger" && output < 3);

    /// <summary>Whether it is a distance in deviations, whose digits are those that price and average do not share.</summary>
    private static bool IsDistance(Feature feature, int output) => feature.Name == "z-score" || (feature.Name == "bollinger" && output == 3);

    private static BarSeries Series(SeriesKind kind, SeededRandom random)
    {
        var bars = RandomBars.Create(random, Count);
        return kind switch
        {
            SeriesKind.Flat => FeatureBars.Map(bars, (_, _) => 0.1),
            SeriesKind.Extreme => FeatureBars.Map(bars, (bar, price) => bar % 17 > 14 ? price * 1e6 : price),
            SeriesKind.Tiny => FeatureBars.Map(bars, (_, price) => price * 1e-9),
            _ => bars,
        };
    }
}
