using Serverless.Core.MarketData;
using Serverless.Core.Optimization;
using Serverless.Core.Optimization.Trials;
using Serverless.Core.Randomness;
using Serverless.Core.Tests.Strategies;

namespace Serverless.Core.Tests.Optimization;

public sealed class OptimizationSettingsTests
{
    private static readonly OptimizationSettings Settings = new() { Template = "sma-cross", Symbol = "X" };

    public static TheoryData<OptimizationSettings, string> Wrong => new()
    {
        { Settings with { Template = "sma" }, "no strategy template 'sma'" },
        { Settings with { Symbol = " " }, "Symbol names no instrument" },
        { Settings with { Trials = 100_001 }, "Trials must be 1 to 100000, not 100001" },
        { Settings with { BatchSize = 0 }, "BatchSize must be 1 to 1000, not 0" },
        { Settings with { TestShare = 0.95 }, "TestShare must be 0 to 0.9, not 0.95" },
        { Settings with { TestShare = double.NaN }, "TestShare must be 0 to 0.9" },
        { Settings with { HistoryDays = 0 }, "HistoryDays must be at least 1" },
        { Settings with { SeededFrom = "optimization-1" }, "Bayesian search cannot begin with the best of 'optimization-1'; Evolutionary can." },
        { Settings with { Ranges = [new("medium", 1, 2, 1, 1)] }, "no parameter 'medium'" },
        { Settings with { Objective = new("luck") }, "no figure 'luck'" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Check_WrongSetting_NamesIt(OptimizationSettings settings, string message) =>
        Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(settings.Check).Message, StringComparison.Ordinal);

    [Fact]
    public void Check_Defaults_AreValid() => Settings.Check();

    [Fact]
    public void Split_LastDays_AreCutInOrderOfTime()
    {
        var bars = RandomBars.Create(new SeededRandom(1), 1000, Timeframe.D1);

        var split = DataSplit.Of(bars, Settings with { HistoryDays = 400, TestShare = 0.25 });

        var used = bars.Last(TimeSpan.FromDays(400)).Count;
        Assert.Equal((used, used / 4), (split.TrainBars + split.TestBars, split.TestBars));
        Assert.Equal((1000 - used, split.Test.Start.Value, 1000), (split.Train.Start.Value, split.Train.End.Value, split.Test.End.Value));
    }
}
