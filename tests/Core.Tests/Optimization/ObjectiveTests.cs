using Serverless.Core.Metrics;
using Serverless.Core.Optimization.Objectives;

namespace Serverless.Core.Tests.Optimization;

public sealed class ObjectiveTests
{
    // Three winners of four, one return of each sign that matters: the figures themselves are tested where they are computed.
    private static readonly PerformanceMetrics Run = PerformanceMetrics.Measure([0.01, -0.02, 0.03, 0.01], 252, [10, -20, 30, 10], new TradingActivity(4, 8));

    [Fact]
    public void BalancedPerformance_Of_IsTheWeightedSum()
    {
        var run = Run with { Sharpe = 1, Cagr = 0.2, WinRate = 0.5, MaxDrawdown = 0.15 };

        Assert.Equal(0.545, BalancedPerformance.Of(run)!.Value, 1e-12);
        Assert.Equal(BalancedPerformance.Of(run with { Sharpe = 5, Cagr = 5 }), BalancedPerformance.Of(run with { Sharpe = 60, Cagr = 1e9 }));
        Assert.Equal(BalancedPerformance.Of(run with { Sharpe = -5 }), BalancedPerformance.Of(run with { Sharpe = -60 }));
        Assert.Null(BalancedPerformance.Of(run with { WinRate = null }));
    }

    [Fact]
    public void Judge_EveryFigure_HasAValueAndItsOpposite()
    {
        foreach (var name in RunFigures.Names)
        {
            var value = new Objective(name).Judge(Run).Value;
            Assert.NotNull(value);
            Assert.Equal(-value, new Objective(name, Minimise: true).Judge(Run).Value);
        }
    }

    [Fact]
    public void Judge_LimitMissedWithoutPenalty_Rejects()
    {
        var verdict = new Objective("sharpe") { Limits = [new FigureLimit("trades", AtLeast: 30)] }.Judge(Run);

        Assert.Equal((null, "trades >= 30 is not kept: it is 4."), (verdict.Value, verdict.Reason));
    }

    [Fact]
    public void Judge_LimitMissedByHalfWithPenalty_LosesHalfOfIt()
    {
        var run = Run with { Sharpe = 2, MaxDrawdown = 0.3, Trades = 15 };

        Assert.Equal(1.5, new Objective("sharpe") { Limits = [new FigureLimit("maxDrawdown", AtMost: 0.2, Penalty: 1)] }.Judge(run).Value!.Value, 1e-12);
        Assert.Equal(1.5, new Objective("sharpe") { Limits = [new FigureLimit("trades", AtLeast: 30, Penalty: 1)] }.Judge(run).Value!.Value, 1e-12);
        Assert.Equal("penalty for trades >= 30.", new Objective("sharpe") { Limits = [new FigureLimit("trades", AtLeast: 30, Penalty: 1)] }.Judge(run).Reason);
        Assert.Equal(new Verdict(2, null), new Objective("sharpe") { Limits = [new FigureLimit("trades", AtLeast: 15, AtMost: 15)] }.Judge(run));
    }

    [Fact]
    public void Judge_TradesOnAShareOfTheData_AreLimitedInProportion()
    {
        var objective = new Objective("sharpe") { Limits = [new FigureLimit("trades", AtLeast: 30)] };

        Assert.NotNull(objective.Judge(Run with { Trades = 10 }, share: 1 / 3.0).Value);
        Assert.Null(objective.Judge(Run with { Trades = 9 }, share: 1 / 3.0).Value);
    }

    [Fact]
    public void Judge_FigureUndefined_Rejects()
    {
        Assert.Equal("winRate is undefined: the run has 0 closed trades in 4 bars.", new Objective("winRate").Judge(Run with { WinRate = null, Trades = 0 }).Reason);
        Assert.Null(new Objective("trades") { Limits = [new FigureLimit("sharpe", AtLeast: 0, Penalty: 1)] }.Judge(Run with { Sharpe = null }).Value);
    }

    [Fact]
    public void Check_WrongNames_ListsTheRightOnes()
    {
        Assert.Contains("no figure 'sharp' of a run; there are annualTurnover, balancedPerformance", Message(new Objective("sharp")), StringComparison.Ordinal);
        Assert.Contains("no figure 'trade'", Message(new Objective("sharpe") { Limits = [new FigureLimit("trade", AtLeast: 1)] }), StringComparison.Ordinal);
        Assert.Contains("limit of 'trades' needs atLeast or atMost", Message(new Objective("sharpe") { Limits = [new FigureLimit("trades")] }), StringComparison.Ordinal);

        static string Message(Objective objective) => Assert.Throws<ArgumentException>(objective.Check).Message;
    }
}
