using System.Collections.Immutable;
using Serverless.Core.Backtesting;
using Serverless.Core.Execution;
using Serverless.Core.MarketData;
using Serverless.Core.Randomness;
using Serverless.Core.Strategies;
using Serverless.Core.Tests.Strategies;

namespace Serverless.Core.Tests.Backtesting;

/// <summary>The loop over targets and the event-driven engine are one and the same where both can run a strategy.</summary>
public sealed class SignalPathTests
{
    [Fact]
    public void Run_EveryTemplateOnRandomBars_GivesTheSameBitsOnBothPaths()
    {
        var trades = 0;
        for (var seed = 0; seed < 12; seed++)
        {
            var random = new SeededRandom(seed);
            var bars = RandomBars.Create(random, 700);
            foreach (var template in StrategyCatalog.All)
            {
                var parameters = template.Parameters.ToDictionary(range => range.Name, range => range.Default);
                var settings = new BacktestSettings
                {
                    InitialEquity = 10_000,
                    Costs = new ExecutionCosts { CommissionBps = random.NextInt(20), SlippageBps = random.NextInt(10) },
                    Sizing = random.NextInt(2) == 0 ? PositionSizing.OfEquity(0.2 + (0.8 * random.NextDouble())) : PositionSizing.Units(7),
                    AllowShort = random.NextInt(2) == 0,
                    CloseAtEnd = random.NextInt(2) == 0,
                };
                trades += AssertSame(bars, template, PlantedTemplate.NoParameters.AddRange(parameters), settings, random.NextInt(400));
            }
        }

        Assert.True(trades > 500, $"Only {trades} trades were compared.");
    }

    [Fact]
    public void Run_RandomTargetsWithResizesAndFlips_GivesTheSameBitsOnBothPaths()
    {
        double[] targets = [-1, -0.5, 0, 0, 0.25, 0.5, 0.75, 1];
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new SeededRandom(seed);
            var bars = RandomBars.Create(random, 200);
            var decisions = Enumerable.Range(0, bars.Count)
                .Select(_ => random.NextInt(4) == 0 ? targets[random.NextInt(targets.Length)] : double.NaN).ToArray();
            var template = new PlantedTemplate((_, bar, held) => double.IsNaN(decisions[bar]) ? held : decisions[bar]);
            var settings = new BacktestSettings { InitialEquity = 10_000, CloseAtEnd = seed % 2 == 0 };
            AssertSame(bars, template, PlantedTemplate.NoParameters, settings, 20);
        }
    }

    private static int AssertSame(
        BarSeries bars,
        StrategyTemplate template,
        ImmutableSortedDictionary<string, double> parameters,
        BacktestSettings settings,
        int start)
    {
        var signals = Backtester.Run(bars, template, parameters, settings, start..);
        var events = EventBacktester.Run(bars, template, parameters, settings, start..);

        Assert.Equal(signals.Failure?.ToString(), events.Failure?.ToString());
        if (signals.Failure is not null)
            return 0;
        Assert.Equal(signals.OpenTicks, events.OpenTicks);
        Assert.Equal(signals.Equity.Select(BitConverter.DoubleToInt64Bits), events.Equity.Select(BitConverter.DoubleToInt64Bits));
        Assert.Equal(signals.Activity, events.Activity);
        Assert.Equal(signals.Metrics, events.Metrics);
        Assert.Equal(signals.Trades.Count, events.Trades.Count);
        Assert.All(signals.Trades.Zip(events.Trades), pair =>
        {
            var (expected, actual) = pair;
            Assert.Equal(expected.EntryTime, bars.OpenTime(actual.Entry.Bar));
            Assert.Equal(
                (expected.Quantity, expected.EntryPrice, expected.ExitPrice, expected.NetProfit, expected.Commission, expected.BarsHeld),
                (Math.Abs(actual.Quantity), actual.EntryPrice, actual.ExitPrice, actual.NetProfit, actual.Commission, actual.BarsHeld));
            Assert.Equal(
                (expected.MaxAdverseExcursion, expected.MaxFavourableExcursion), (actual.Excursion.Adverse, actual.Excursion.Favourable));
            Assert.Equal(expected.Slippage, actual.Slippage, tolerance: 1e-9);
        });
        Assert.Equal(signals.OpenPosition?.NetProfit, events.Held?.NetProfit);
        Assert.Equal(0, events.PathDependence.AmbiguousBars);
        return signals.Trades.Count;
    }
}
