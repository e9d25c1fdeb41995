using Serverless.Core.Backtesting;
using Serverless.Core.Execution.Costs;
using Serverless.Core.Execution.Matching;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Execution.Simulation;
using Serverless.Core.MarketData;
using Serverless.Core.Randomness;
using Serverless.Core.Strategies;
using Serverless.Core.Tests.Strategies;

namespace Serverless.Core.Tests.Backtesting;

/// <summary>Bars in which only market orders wait are traded without looking for the earliest fill; the result is that of looking.</summary>
public sealed class OpenTradingTests
{
    [Fact]
    public void Run_MarketOrdersAlone_TradeAsBesideAnOrderThatRests()
    {
        var fills = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var bars = RandomBars.Create(new SeededRandom(seed), 150);
            var (alone, beside) = (Run(bars, seed, rests: false), Run(bars, seed, rests: true));

            Assert.Equal(beside.Failure?.ToString(), alone.Failure?.ToString());
            Assert.Equal(beside.Equity.Select(BitConverter.DoubleToInt64Bits), alone.Equity.Select(BitConverter.DoubleToInt64Bits));
            Assert.Equal(beside.Fills, alone.Fills);
            Assert.Equal(beside.Trades, alone.Trades);
            Assert.Equal(beside.Costs, alone.Costs);
            Assert.Equal(beside.Events.Where(change => change.OrderId != 1), alone.Events.Where(change => change.OrderId != 1));
            fills += alone.Fills.Count;
        }

        Assert.True(fills > 2_000, $"Only {fills} fills were compared.");
    }

    private static EventBacktestResult Run(BarSeries bars, int seed, bool rests)
    {
        var random = new SeededRandom(seed).Fork("orders");
        var strategy = new ScriptedStrategy((in BarContext context) =>
        {
            // The first order is out of reach: where it stays, every bar is traded by looking.
            if (context.Bar == 0)
                context.Sell(1, 1e9, OrderType.Limit);
            if (context.Bar == 0 && !rests)
                context.Cancel(1);
            for (var i = random.NextInt(3); i > 0; i--)
                context.Submit(Ticket(random, context.Bar));
            if (random.NextInt(4) == 0)
                context.Cancel(2 + random.NextInt(2 + context.Bar));
        });
        var settings = new EventBacktestSettings
        {
            InitialEquity = 10_000,
            Rules = new SimulationRules
            {
                Policy = new ExecutionPolicy
                {
                    LatencyBars = seed % 2,
                    Priority = (OrderPriority)(seed / 2 % 2),
                    VolumeParticipation = seed % 3 == 0 ? 0.5 : null,
                },
                Margin = new() { Leverage = seed % 5 == 0 ? 2 : null, MaxPosition = seed % 7 == 0 ? 3 : null },
            },
        };
        return EventBacktester.Run(bars, ref strategy, new BasisPointCommission(5), new BasisPointSlippage(3), settings, ..);
    }

    private static OrderTicket Ticket(SeededRandom random, int bar)
    {
        var ticket = random.NextInt(2) == 0
            ? OrderTicket.Target((2 * random.NextDouble()) - 1)
            : OrderTicket.Market(random.NextGaussian()) with { ReduceOnly = random.NextInt(3) == 0 };
        return ticket with
        {
            TimeInForce = (TimeInForce)random.NextInt(4),
            OneCancelsOther = random.NextInt(3) == 0 ? 1 + (bar / 5) : 0,
        };
    }
}
