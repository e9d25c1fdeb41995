using System.Text.Json;
using Serverless.Core.Strategies;

namespace Serverless.Core.Tests.Strategies;

public sealed class StrategyGeneratorTests
{
    private static readonly string[] Symbols = ["BTCUSDT", "ETHUSDT"];

    [Theory]
    [InlineData(60)]
    [InlineData(113)]
    [InlineData(200)]
    public void Generate_FreshCycle_GivesUniqueConfigurationsOnTheGridSpreadEvenly(int count)
    {
        var configurations = StrategyGenerator.Generate(new GenerationRequest(7, count, Symbols));

        Assert.Equal(count, configurations.Count);
        Assert.Equal(count, configurations.Select(configuration => configuration.Id).Distinct().Count());
        AssertEven(configurations.GroupBy(configuration => configuration.Template), StrategyCatalog.All.Count);
        AssertEven(configurations.GroupBy(configuration => configuration.Symbol), Symbols.Length);
        Assert.All(configurations, AssertOnGrid);
        Assert.All(configurations, configuration => Assert.Null(configuration.ParentId));
        Assert.All(configurations, configuration => Assert.Equal((1, 0), (configuration.Version, configuration.Generation)));
    }

    [Fact]
    public void Generate_WithParents_GivesAtMostHalfChildrenWithLineage()
    {
        var parents = StrategyGenerator.Generate(new GenerationRequest(7, 60, Symbols)).Take(9).ToArray();

        var configurations = StrategyGenerator.Generate(new GenerationRequest(8, 60, Symbols) { Parents = parents });

        var children = configurations.Where(configuration => configuration.ParentId is not null).ToArray();
        Assert.Equal(30, children.Length);
        Assert.Equal(60, configurations.Select(configuration => configuration.Id).Distinct().Count());
        Assert.Empty(configurations.Select(configuration => configuration.Id).Intersect(parents.Select(parent => parent.Id)));
        Assert.All(configurations, AssertOnGrid);
        Assert.All(children, child =>
        {
            var parent = Assert.Single(parents, parent => parent.Id == child.ParentId);
            Assert.Equal((parent.Version + 1, parent.Template, parent.Symbol), (child.Version, child.Template, child.Symbol));
            Assert.NotEqual(parent.Parameters, child.Parameters);
        });
    }

    [Fact]
    public void Generate_ParentsOfOtherSymbols_AreIgnored()
    {
        var parents = StrategyGenerator.Generate(new GenerationRequest(7, 60, ["SPY"]));

        var configurations = StrategyGenerator.Generate(new GenerationRequest(8, 60, Symbols) { Parents = parents });

        Assert.All(configurations, configuration => Assert.Null(configuration.ParentId));
    }

    [Fact]
    public void Generate_SameSeed_GivesTheSameAndAnotherSeedOthers()
    {
        static string Ids(long seed) =>
            string.Join(' ', StrategyGenerator.Generate(new GenerationRequest(seed, 60, Symbols)).Select(configuration => configuration.Id));

        Assert.Equal(Ids(7), Ids(7));
        Assert.NotEqual(Ids(7), Ids(8));
    }

    [Theory]
    [InlineData(59)]
    [InlineData(201)]
    public void Generate_CountOutOfRange_NamesTheRange(int count)
    {
        var error = Assert.Throws<ArgumentException>(() => StrategyGenerator.Generate(new GenerationRequest(7, count, Symbols)));

        Assert.Contains($"60 to 200 configurations, not {count}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Generate_GridsTooSmall_SaysHowManyThereAre()
    {
        StrategyTemplate[] one = [StrategyCatalog.Get("bollinger-reversion")];
        var request = new GenerationRequest(7, 171, ["BTCUSDT"]);

        // 19 periods × 9 widths.
        var error = Assert.Throws<ArgumentException>(() => StrategyGenerator.Generate(request with { Count = 172 }, one));

        Assert.Contains("yield only 171 unique configurations of the 172 asked for", error.Message, StringComparison.Ordinal);
        Assert.Equal(171, StrategyGenerator.Generate(request, one).DistinctBy(configuration => configuration.Id).Count());
    }

    [Fact]
    public void Generate_SymbolNamedTwice_IsRefused() =>
        Assert.Contains(
            "'BTCUSDT' is named twice",
            Assert.Throws<ArgumentException>(() => StrategyGenerator.Generate(new GenerationRequest(7, 60, ["BTCUSDT", "BTCUSDT"]))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Configuration_ThroughJson_IsEqual()
    {
        var parents = StrategyGenerator.Generate(new GenerationRequest(7, 60, Symbols));
        foreach (var configuration in StrategyGenerator.Generate(new GenerationRequest(8, 60, Symbols) { Parents = parents }))
            Assert.Equal(configuration, JsonSerializer.Deserialize<StrategyConfiguration>(JsonSerializer.Serialize(configuration)));
    }

    private static void AssertEven<T>(IEnumerable<IGrouping<string, T>> groups, int expectedGroups)
    {
        var sizes = groups.Select(group => group.Count()).ToArray();
        Assert.Equal(expectedGroups, sizes.Length);
        Assert.InRange(sizes.Max() - sizes.Min(), 0, 1);
    }

    private static void AssertOnGrid(StrategyConfiguration configuration)
    {
        var template = StrategyCatalog.Get(configuration.Template);
        Assert.Null(template.FindProblem(configuration.Parameters));
        Assert.All(template.Parameters, range => Assert.Contains(
            configuration.Parameters[range.Name], Enumerable.Range(0, range.Count).Select(range.ValueAt)));
    }
}
