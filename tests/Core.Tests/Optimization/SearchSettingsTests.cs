using Serverless.Core.Optimization;
using Serverless.Core.Optimization.Objectives;
using Serverless.Core.Optimization.Space;
using Serverless.Core.Strategies;

namespace Serverless.Core.Tests.Optimization;

public sealed class SearchSettingsTests
{
    private static readonly SearchSettings Settings = new();
    private static readonly SearchSpace Space = SearchSpace.Of(StrategyCatalog.Get("sma-cross"));

    public static TheoryData<SearchSettings, string> Wrong => new()
    {
        { Settings with { Trials = 100_001 }, "Trials must be 1 to 100000, not 100001" },
        { Settings with { BatchSize = 0 }, "BatchSize must be 1 to 1000, not 0" },
        { Settings with { TestShare = 0.95 }, "TestShare must be 0 to 0.9, not 0.95" },
        { Settings with { TestShare = double.NaN }, "TestShare must be 0 to 0.9" },
        { Settings with { FillMaxBars = -1 }, "FillMaxBars must be at least 0" },
        { Settings with { SeededFrom = "optimization-1" }, "Bayesian search cannot begin with the best of 'optimization-1'; Evolutionary can." },
        { Settings with { Objective = new("luck") }, "no figure 'luck'" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Check_WrongSetting_NamesIt(SearchSettings settings, string message) =>
        Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(() => settings.Check(Space)).Message, StringComparison.Ordinal);

    [Fact]
    public void Check_Defaults_AreValid() => Settings.Check(Space);

    [Fact]
    public void ParseLimit_Forms_AreUnderstood()
    {
        Assert.Equal(new FigureLimit("trades", AtLeast: 30), FigureLimit.Parse("trades>=30"));
        Assert.Equal(new FigureLimit("maxDrawdown", AtMost: 0.25), FigureLimit.Parse("maxDrawdown <= 0.25"));
        Assert.Contains("'trades>30' is not a limit", Assert.Throws<FormatException>(() => FigureLimit.Parse("trades>30")).Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => FigureLimit.Parse("trades>=NaN"));
    }
}
