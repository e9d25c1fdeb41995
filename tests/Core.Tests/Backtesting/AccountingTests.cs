using Serverless.Core.Backtesting;
using Serverless.Core.Execution;
using Serverless.Core.Randomness;
using Serverless.Core.Tests.Strategies;

namespace Serverless.Core.Tests.Backtesting;

/// <summary>Books must balance whatever a strategy does: random targets with resizes and flips, random costs, both kinds of sizing.</summary>
public sealed class AccountingTests
{
    private static readonly double[] Targets = [-1, -0.5, 0, 0, 0.25, 0.5, 0.75, 1];

    [Fact]
    public void Run_RandomTargets_ProfitsOfTradesAndOpenPositionExplainTheEquity()
    {
        var trades = 0;
        var open = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var result = RunRandom(seed, closeAtEnd: false, out var settings);
            var profit = result.Trades.Sum(trade => trade.NetProfit) + (result.OpenPosition?.NetProfit ?? 0);
            AssertClose(result.Equity[^1] - settings.InitialEquity, profit, result.Equity[^1]);
            trades += result.Trades.Count;
            open += result.OpenPosition is null ? 0 : 1;
        }

        Assert.True(trades > 500 && open > 10, $"Only {trades} trades and {open} open positions were seen.");
    }

    [Fact]
    public void Run_RandomTargetsClosedAtEnd_LeaveNothingOpenAndTradesExplainTheEquity()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var result = RunRandom(seed, closeAtEnd: true, out var settings);
            Assert.Null(result.OpenPosition);
            AssertClose(result.Equity[^1] - settings.InitialEquity, result.Trades.Sum(trade => trade.NetProfit), result.Equity[^1]);
        }
    }

    [Fact]
    public void TradeTo_RandomPositions_CashAndPositionExplainEveryEquity()
    {
        var random = new SeededRandom(5);
        var account = new SimulatedAccount(1_000, new ExecutionCosts { CommissionBps = 10, SlippageBps = 5 }, PositionSizing.OfEquity(1));
        double cash = 1_000, units = 0;
        for (var i = 0; i < 1_000; i++)
        {
            var quote = 50 + (100 * random.NextDouble());
            var fill = account.TradeTo(5 * random.NextGaussian(), quote);
            cash -= (fill.Quantity * fill.Price) + fill.Commission;
            units += fill.Quantity;
            AssertClose(cash, account.Cash, 1_000);
            AssertClose(units, account.Position, 1);
            AssertClose(cash + (units * quote), account.EquityAt(quote), 1_000);
            Assert.True(fill.Quantity > 0 ? fill.Price > quote : fill.Price < quote, "Slippage must go against the trader.");
        }
    }

    private static BacktestResult RunRandom(int seed, bool closeAtEnd, out BacktestSettings settings)
    {
        var random = new SeededRandom(seed);
        var bars = RandomBars.Create(random, 200);
        var decisions = Enumerable.Range(0, bars.Count)
            .Select(_ => random.NextInt(4) == 0 ? Targets[random.NextInt(Targets.Length)] : double.NaN).ToArray();
        settings = new BacktestSettings
        {
            InitialEquity = 10_000,
            Costs = new ExecutionCosts { CommissionBps = random.NextInt(20), SlippageBps = random.NextInt(10) },
            Sizing = random.NextInt(2) == 0 ? PositionSizing.OfEquity(0.2 + (0.8 * random.NextDouble())) : PositionSizing.Units(7),
            CloseAtEnd = closeAtEnd,
        };
        var template = new PlantedTemplate((_, bar, held) => double.IsNaN(decisions[bar]) ? held : decisions[bar]);
        var result = Backtester.Run(bars, template, PlantedTemplate.NoParameters, settings, 20..);
        Assert.Null(result.Failure);
        return result;
    }

    private static void AssertClose(double expected, double actual, double scale) =>
        Assert.InRange(Math.Abs(expected - actual), 0, 1e-9 * Math.Max(Math.Abs(scale), Math.Abs(expected)));
}
