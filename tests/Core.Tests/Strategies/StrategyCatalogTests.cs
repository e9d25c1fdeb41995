using System.Collections.Immutable;
using Serverless.Core.Strategies;

namespace Serverless.Core.Tests.Strategies;

public sealed class StrategyCatalogTests
{
    public static TheoryData<string> Templates => [.. StrategyCatalog.All.Select(template => template.Name)];

    [Fact]
    public void All_Templates_CoverEveryIdeaUnderUniqueNames()
    {
        Assert.Equal(StrategyCatalog.All.Count, StrategyCatalog.All.Select(template => template.Name).Distinct().Count());
        Assert.Equal(Enum.GetValues<StrategyIdea>(), StrategyCatalog.All.Select(template => template.Idea).Distinct().Order());
        Assert.True(StrategyCatalog.All.Count >= 8);
    }

    [Fact]
    public void Get_UnknownName_ListsTheNames()
    {
        var error = Assert.Throws<ArgumentException>(() => StrategyCatalog.Get("sma-crss"));

        Assert.Contains("'sma-crss'", error.Message, StringComparison.Ordinal);
        Assert.All(StrategyCatalog.All, template => Assert.Contains(template.Name, error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void Parameters_Defaults_LieOnTheirGridsAndSatisfyTheConstraint(string name)
    {
        var template = StrategyCatalog.Get(name);
        var defaults = template.Parameters.ToImmutableSortedDictionary(range => range.Name, range => range.Default);

        Assert.Null(template.FindProblem(defaults));
        Assert.All(template.Parameters, range =>
        {
            Assert.Equal(range.Max, range.ValueAt(range.Count - 1));
            Assert.Contains(range.Default, Enumerable.Range(0, range.Count).Select(range.ValueAt));
        });
    }

    [Fact]
    public void FindProblem_BadParameters_SaysWhatIsWrong()
    {
        var template = StrategyCatalog.Get("sma-cross");
        var good = ImmutableSortedDictionary<string, double>.Empty.Add("fast", 20).Add("slow", 50);

        Assert.Null(template.FindProblem(good));
        Assert.Equal("sma-cross: parameter 'slow' is missing.", template.FindProblem(good.Remove("slow")));
        Assert.Equal(
            "sma-cross: parameter 'fast' is NaN; it must be a finite number.", template.FindProblem(good.SetItem("fast", double.NaN)));
        Assert.Equal("sma-cross: there is no parameter 'exit'; it has fast, slow.", template.FindProblem(good.Add("exit", 1)));
        Assert.Equal("sma-cross: the parameters violate 'fast < slow'.", template.FindProblem(good.SetItem("fast", 50)));
    }

    [Fact]
    public void Around_Neighbourhood_StartsWithTheCentreAndKeepsTheConstraint()
    {
        var template = StrategyCatalog.Get("sma-cross");
        var centre = ImmutableSortedDictionary<string, double>.Empty.Add("fast", 45).Add("slow", 50);

        var sets = ParameterNeighbourhood.Around(template, centre, 6);

        Assert.Equal(
            [(45, 50), (40, 50), (45, 60), (35, 50), (45, 70), (30, 50)],
            sets.Select(set => ((int)set["fast"], (int)set["slow"])));
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void Around_AnyCount_GivesDifferentValidSets(string name)
    {
        var template = StrategyCatalog.Get(name);
        var defaults = template.Parameters.ToImmutableSortedDictionary(range => range.Name, range => range.Default);

        var sets = ParameterNeighbourhood.Around(template, defaults, 16);

        Assert.Equal(defaults, sets[0]);
        Assert.All(sets, set => Assert.Null(template.FindProblem(set)));
        Assert.Equal(sets.Count, sets.Select(set => string.Join(' ', set)).Distinct().Count());
    }
}
