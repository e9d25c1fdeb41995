using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.Metrics;
using static Serverless.Core.Tests.Lifecycle.Monitoring.Watched;

namespace Serverless.Core.Tests.Lifecycle.Monitoring;

public sealed class LiveCorrelationsTests
{
    [Fact]
    public void Of_Strategies_IsASymmetricMatrixInTheOrderOfScores()
    {
        var correlations = LiveCorrelations.Of([Of("a", 0.1, Noise(90, 0.02, 1)), Of("b", 0.9, Noise(90, 0.02, 2)), Of("c", null, Flat(90))], Limits);

        Assert.Equal(["b", "a", "c"], correlations.StrategyIds);
        Assert.Equal(Correlations.Pearson(Noise(90, 0.02, 1), Noise(90, 0.02, 2)), correlations.Matrix[0][1]);
        Assert.Equal(correlations.Matrix[0][1], correlations.Matrix[1][0]);
        Assert.Equal(new double?[] { null, null, null }, correlations.Matrix[2]);
    }

    [Fact]
    public void Of_LateStarter_IsComparedOverTheDaysThatBothHave()
    {
        var longer = Noise(90, 0.02, 1);

        Assert.Equal(30, Assert.Single(LiveCorrelations.Of([Of("a", 1, longer), Of("b", 1, longer[60..])], Limits).Pairs).Days);
        Assert.Empty(LiveCorrelations.Of([Of("a", 1, longer), Of("b", 1, longer[61..])], Limits).Pairs);
    }

    [Fact]
    public void Check_ThreeAlike_KeepsTheBestAndNamesEachOfTheOthersOnce()
    {
        var common = Noise(90, 0.02, 1);
        var alike = Enumerable.Range(0, 3).Select(i => Of($"s{i}", i, [.. common.Zip(Noise(90, 0.002, 10 + i), (a, b) => a + b)])).ToArray();

        var findings = CorrelationRule.Check(LiveCorrelations.Of(alike, Limits), Limits);

        Assert.Equal(["s2+s1", "s2+s0"], findings.Select(finding => finding.Subject));
    }

    [Fact]
    public void Check_RedundantInCalmAndInStress_IsStillNamedInStress()
    {
        var crash = Noise(20, 0.05, 50);
        double[] Days(int seed) => [.. Noise(90, 0.01, seed).Select((value, day) => day < 70 ? value : crash[day - 70] + (value / 5))];
        var twin = Days(1).Zip(Noise(90, 0.0005, 60), (a, b) => a + b).ToArray();
        CorrelatedStrategy[] strategies = [Of("s0", 9, Days(1)), Of("twin", 8, twin), .. Enumerable.Range(2, 4).Select(i => Of($"s{i}", i, Days(i)))];

        var findings = CorrelationRule.Check(LiveCorrelations.Of(strategies, Limits), Limits);

        Assert.Equal(["redundancy/s0+twin", "stress-correlation/portfolio"], findings.Select(finding => finding.Key));
    }

    [Fact]
    public void Of_IndependentStrategies_SeldomCallsStress()
    {
        var calls = Enumerable.Range(0, 300).Count(run => LiveCorrelations.Of([Of("a", 1, Noise(90, 0.02, 2 * run)), Of("b", 1, Noise(90, 0.02, (2 * run) + 1))], Limits).IsStress);

        // One of a hundred by the level of the test, two strategies being its worst case.
        Assert.InRange(calls, 0, 9);
    }

    private static CorrelatedStrategy Of(string id, double? score, double[] daily) => new(id, score, UntilYesterday(daily));
}
