using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.Regimes;
using static Serverless.Core.Tests.Lifecycle.Monitoring.Watched;

namespace Serverless.Core.Tests.Lifecycle.Monitoring;

public sealed class RegimeRuleTests
{
    private static readonly RegimeSnapshot Normal = new("BTCUSDT", Now, 0.5, 0.4, 0.55, 0.7, VolatilityRegime.Normal, Stale: false);

    [Fact]
    public void Check_SmallMoveInTheSameRegime_FindsNothing() => Assert.Empty(Check(Normal, Normal with { RealisedVolatility = 0.54 }));

    [Fact]
    public void Check_RegimeAndVolatilityChange_AsksForBothDeadlines() =>
        Assert.Equal(
            [(FindingKind.RegimeChange, Now.AddHours(12)), (FindingKind.VolatilityChange, Now.AddHours(24))],
            Check(Normal, Normal with { RealisedVolatility = 0.9, Regime = VolatilityRegime.High }).Select(finding => (finding.Kind, finding.Deadline!.Value)));

    [Fact]
    public void Check_SlowChange_IsMeasuredFromTheLastEvaluation()
    {
        var slow = Normal;
        for (var day = 0; day < 5; day++)
            slow = slow with { RealisedVolatility = slow.RealisedVolatility * 1.04 };

        Assert.Equal(FindingKind.VolatilityChange, Assert.Single(Check(Normal, slow)).Kind);
    }

    [Fact]
    public void Check_StaleOrUnknown_DecidesNothing()
    {
        Assert.Empty(Check(Normal, Normal with { RealisedVolatility = 0.9, Stale = true }));
        Assert.Empty(Check(Normal, Normal with { RealisedVolatility = null, Regime = VolatilityRegime.Unknown }));
        Assert.Empty(Check(null, Normal with { RealisedVolatility = 0.9 }));
    }

    private static IEnumerable<Finding> Check(RegimeSnapshot? anchor, RegimeSnapshot now) =>
        RegimeRule.Check(new MarketChange(anchor, now), ["a"], Now, Limits);
}
