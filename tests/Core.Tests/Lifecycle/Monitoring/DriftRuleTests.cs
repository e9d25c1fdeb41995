using Serverless.Core.Lifecycle.Monitoring;
using static Serverless.Core.Tests.Lifecycle.Monitoring.Watched;

namespace Serverless.Core.Tests.Lifecycle.Monitoring;

public sealed class DriftRuleTests
{
    [Theory]
    [InlineData("volatility", 1.51, true)]
    [InlineData("volatility", 1.49, false)]
    [InlineData("volatility", 0.51, false)]
    [InlineData("volatility", 0.49, true)]
    [InlineData("max_drawdown", 1.51, true)]
    [InlineData("max_drawdown", 0.1, false)]
    [InlineData("hit_rate", 0.49, true)]
    [InlineData("hit_rate", 1.6, false)]
    [InlineData("tail_loss", 1.51, true)]
    [InlineData("tail_loss", 0.2, false)]
    [InlineData("turnover", 1.51, true)]
    [InlineData("turnover", 0.49, true)]
    [InlineData("exposure", 1.51, true)]
    [InlineData("exposure", 0.49, true)]
    public void Compare_LiveFigureAsShareOfTheBacktests_IsDriftBeyondHalf(string metric, double share, bool isDrift)
    {
        var strategy = Strategy(Noise(100, 0.02, 1, sharpe: 1));
        var live = strategy.Live.Figures;
        var expected = metric switch
        {
            "volatility" => live with { Volatility = live.Volatility / share },
            "max_drawdown" => live with { MaxDrawdown = live.MaxDrawdown / share },
            "hit_rate" => live with { HitRate = live.HitRate / share },
            "tail_loss" => live with { TailLoss = live.TailLoss / share },
            "turnover" => live with { AnnualTurnover = live.AnnualTurnover / share },
            _ => live with { Exposure = live.Exposure / share },
        };

        var drifted = DriftRule.Compare(strategy with { Expected = expected }, Limits).Where(comparison => comparison.IsDrift);

        Assert.Equal(isDrift ? [metric] : [], drifted.Select(comparison => comparison.Metric));
    }

    [Fact]
    public void Compare_YoungStrategy_IsJudgedByItsDrawdownAlone()
    {
        var comparisons = DriftRule.Compare(Strategy(Noise(29, 0.05, 1), Noise(1_000, 0.01, 2, sharpe: 1)), Limits);

        Assert.Equal(["max_drawdown"], comparisons.Where(comparison => comparison.IsJudged).Select(comparison => comparison.Metric));
        Assert.Equal(7, comparisons.Count);
    }

    [Fact]
    public void Check_BacktestWithoutAPositiveSharpe_HasNothingToLoseHalfOf() =>
        Assert.DoesNotContain(
            DriftRule.Check(Strategy(Noise(120, 0.02, 1, sharpe: -3), Noise(1_000, 0.02, 2, sharpe: -0.5)), Limits), finding => finding.Kind == FindingKind.SharpeDrift);

    [Fact]
    public void Check_Drift_NamesFigureThresholdAndWhatFollows()
    {
        var strategy = Strategy(Noise(100, 0.02, 1, sharpe: 1));

        var finding = Assert.Single(DriftRule.Check(strategy with { Expected = strategy.Expected with { AnnualTurnover = 10 } }, Limits));

        Assert.Equal("metric-drift/turnover/trend", finding.Key);
        Assert.Equal((20.0, 15.0), (finding.Value, finding.Threshold));
        Assert.Equal("Its live turnover is 20 after 100 days; the backtest had 10, of which 150 % is the limit.", finding.Cause);
    }

    [Fact]
    public void Check_SequentialDrift_SaysHowOftenLuckWouldDoIt()
    {
        var backtest = Noise(1_826, 0.02, 1, sharpe: 1.5);
        var strategy = Strategy(Noise(120, 0.02, 2, sharpe: -12), backtest) with { Drift = CusumPlan.Calibrate(backtest, new CusumSettings()) };

        var finding = SequentialRule.Check(strategy)!;

        Assert.True(finding.Value > finding.Threshold);
        Assert.Contains("which luck passes in 5 % of cases in 365 days", finding.Cause, StringComparison.Ordinal);
        Assert.Null(SequentialRule.Check(strategy with { Drift = null }));
    }
}
