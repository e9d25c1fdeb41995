using Serverless.Core.Backtesting;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Execution;
using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Execution.Simulation;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Randomness;
using Serverless.Core.Strategies;

namespace Serverless.Core.Tests.Strategies;

public sealed class StrategyContractTests
{
    private static readonly BarSeries Bars = RandomBars.Create(new SeededRandom(11), 2_000);

    private delegate void Decision(in BarContext context, IndicatorColumn range);

    [Fact]
    public void Indicators_AtEveryBar_AreTheColumnUpToNow()
    {
        var expected = new double[Bars.Count];
        AverageTrueRange.Compute(Bars.High, Bars.Low, Bars.Close, 5, expected);
        var seen = 0;

        var result = Run(5, (in BarContext context, IndicatorColumn range) =>
        {
            Assert.Equal(expected[context.Bar], context[range]);
            Assert.Equal(expected[context.Bar - 3], context[range, 3]);
            Assert.Equal(context.Bar + 1, context.Column(range).Length);
            seen++;
        });

        Assert.Null(result.Failure);
        Assert.Equal(Bars.Count - 9, seen);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(10)]
    public void Indicators_BarThatIsNotPast_FailsTheRun(int barsAgo)
    {
        var result = Run(5, (in BarContext context, IndicatorColumn range) => _ = context[range, barsAgo]);

        Assert.Contains("There are 9 bars before this one.", result.Failure!.Reason, StringComparison.Ordinal);
        Assert.Equal(Bars.OpenTime(9), result.Failure.BarTime);
    }

    [Fact]
    public void OnInit_Throws_FailsTheRunBeforeItsFirstBar()
    {
        var result = Run(0, (in BarContext _, IndicatorColumn _) => Assert.Fail("It never began."));

        Assert.Null(result.Failure!.BarTime);
        Assert.Contains("atr: 'period' is 0; it must be a whole number from 1 to 5000.", result.Failure.Reason, StringComparison.Ordinal);
        Assert.Empty(result.Equity);
    }

    [Fact]
    public void Log_ManyEntries_KeepsTheFirstThousandAndCountsTheRest()
    {
        var result = Run(5, (in BarContext context, IndicatorColumn _) => context.Log.Warn($"bar {context.Bar}"));

        Assert.Equal(1_000, result.Log.Count);
        Assert.Equal(Bars.Count - 9 - 1_000, result.LogDropped);
        Assert.Equal(new RunLogEntry(9, Bars.OpenTime(9), RunLogSeverity.Warning, "bar 9"), result.Log[0]);
    }

    [Fact]
    public void EmaCrossBracket_OnRandomBars_LeavesAtStopsTargetsAndCrosses()
    {
        var result = Run("ema-cross-bracket");

        Assert.All(result.Trades, trade => Assert.Equal(OrderType.Market, trade.Entry.Type));
        Assert.Equal(
            [OrderRole.Decision, OrderRole.StopLoss, OrderRole.TakeProfit],
            result.Trades.Select(trade => trade.Exit.Role).Distinct().Order());
        Assert.Contains(result.Trades, trade => trade.Quantity < 0);
    }

    [Fact]
    public void DonchianTrail_OnRandomBars_EntersAtStopsAndLeavesAtTrailingStops()
    {
        var result = Run("donchian-trail");

        Assert.True(result.Trades.Count > 10, $"Only {result.Trades.Count} trades.");
        Assert.All(result.Trades, trade => Assert.Equal(OrderType.Stop, trade.Entry.Type));
        Assert.All(result.Trades, trade => Assert.Contains(trade.Exit.Type, new[] { OrderType.TrailingStop, OrderType.Stop }));
        Assert.True(result.Trades.Count(trade => trade.Exit.Type == OrderType.TrailingStop) > result.Trades.Count * 0.9);
    }

    [Fact]
    public void RsiLimit_OnRandomBars_EntersAtLimitsAndWithdrawsThoseThatDoNotFill()
    {
        var result = Run("rsi-limit");

        Assert.NotEmpty(result.Trades);
        Assert.All(result.Trades, trade => Assert.Equal(OrderType.Limit, trade.Entry.Type));
        Assert.Contains(result.Events, change => change.To == OrderState.Cancelled && change.Reason == OrderReason.Strategy);
        Assert.DoesNotContain(result.Fills, fill => fill is { Type: OrderType.Limit, Slippage: not 0 });
    }

    [Fact]
    public void ScaledTrend_OnRandomBars_EntersInUpToFourParts()
    {
        var result = Run("scaled-trend");

        var entries = result.Trades.Select(trade => result.Fills.Count(fill =>
            fill.Bar >= trade.Entry.Bar && fill.Bar <= trade.Exit.Bar && fill.OrderId >= trade.Entry.OrderId
            && fill.OrderId < trade.Exit.OrderId && fill.Quantity * trade.Quantity > 0)).ToList();
        Assert.Equal(4, entries.Max());
        Assert.Equal(1, entries.Min());
    }

    private static EventBacktestResult Run(string name)
    {
        var run = new RunConfiguration { Symbols = ["RANDOM"], Timeframe = Timeframe.H4 };
        var result = ConfiguredRun.Execute(run.With(RunStrategy.Of(StrategyLibrary.BuiltIn.Get(name))), Bars);
        Assert.Null(result.Failure);
        return result;
    }

    private static EventBacktestResult Run(int period, Decision decide)
    {
        var strategy = new Asking(period, decide);
        return EventBacktester.Run(Bars, ref strategy, new ExecutionCosts(), new EventBacktestSettings(), ..);
    }

    private sealed class Asking(int period, Decision decide) : IBarStrategy
    {
        private IndicatorColumn range;

        public int WarmUp => 10;

        public void OnInit(in StrategySetup setup) => range = setup.Atr(period);

        public void OnBar(in BarContext context) => decide(context, range);
    }
}
