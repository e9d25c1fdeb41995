using System.Collections.Immutable;
using Serverless.Core.Backtesting;
using Serverless.Core.Execution;
using Serverless.Core.Lifecycle;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;
using Serverless.Core.Reporting.Replay;
using Serverless.Core.Strategies;
using Serverless.Core.Validation;
using static Serverless.Core.Tests.Reporting.Replay.MadeTrail;

namespace Serverless.Core.Tests.Reporting.Replay;

/// <summary>Figures that were worked out by hand.</summary>
public sealed class ReplayFiguresTests
{
    [Fact]
    public void PlatformDays_TwoLiveStrategies_AddUpInMoney()
    {
        // a holds 1000 and makes +10 % on day 1 and −20 % on day 2, then goes: 1000 → 1100 → 880. b holds 500 from day 2 on and makes +2 % on day 3.
        var live = new[] { Result("a", 0, 3, 1000, (1, 0.1), (2, -0.2)), Result("b", 2, null, 500, (3, 0.02)) };
        var days = PlatformDays.Of(Begin, Begin.AddDays(5), 10_000, live, []);

        Assert.Equal([10_000, 10_100, 9_880, 9_890, 9_890], days.Select(day => Math.Round(day.Equity, 9)));
        Assert.Equal([1, 1, 2, 1, 1], days.Select(day => day.Live));
        Assert.Equal([1000, 1000, 1500, 500, 500], days.Select(day => day.Allocated));
        // On day 2 a loses 220 of 1100, b earns nothing on 500: −220 ÷ 1600.
        Assert.Equal([0, 0.1, -0.1375, 0.02, 0], days.Select(day => Math.Round(day.LiveReturn, 12)));
    }

    [Fact]
    public void PlatformDays_StrategiesOnPaper_HaveTheSameCapitalEachDay()
    {
        var paper = new[] { Result("a", 0, null, 0, (1, 0.1), (2, 0.1)), Result("b", 0, null, 0, (1, -0.02), (2, 0)) };
        var days = PlatformDays.Of(Begin, Begin.AddDays(3), 100, [], paper);
        Assert.Equal([0, 0.04, 0.05], days.Select(day => Math.Round(day.PaperReturn, 12)));
        Assert.All(days, day => Assert.Equal((100, 0, 2), (day.Equity, day.Live, day.OnPaper)));
    }

    [Fact]
    public void PlatformDays_WhatCameAfterTheLastFullDay_CountsOnTheDayOfTheEnd()
    {
        var one = Result("a", 0, 2, 1000, (1, 0.1)) with { Equity = 1.05 };
        var days = PlatformDays.Of(Begin, Begin.AddDays(3), 1000, [one], []);
        Assert.Equal([1000, 1100, 1050], days.Select(day => Math.Round(day.Equity, 9)));
    }

    [Fact]
    public void WorstLoss_OfAStayThatRecovers_IsItsLowestDay()
    {
        var one = Result("a", 0, null, 1000, (1, -0.1), (2, -0.1), (3, 0.5));
        Assert.Equal(0.19, one.WorstLoss, 12);
        Assert.Equal(0, Result("b", 0, null, 1000, (1, 0.1)).WorstLoss);
    }

    [Fact]
    public void BuyAndHold_TwoMarkets_BuysEachWithHalfAtTheLastCloseBefore()
    {
        var days = PlatformDays.Of(Begin, Begin.AddDays(2), 100, [], []);
        // x: 100 → 110 → 121; y: 50 → 50 → 25; z begins later. Costs of 1 %: 0.99 · mean(1.1, 1) = 1.0395, then 0.99 · mean(1.21, 0.5) = 0.84645.
        var curve = ReplayCurves.BuyAndHold(days, [Bars("x", 100, 110, 121), Bars("y", 50, 50, 25), Bars("z", 1, 2, 3).Slice(2, 1)], costs: 0.01)!;
        Assert.Equal("Buy and hold of 2 markets", curve.Name);
        Assert.Equal([1.0395, 0.84645], curve.Growth().Select(growth => Math.Round(growth, 12)));
        Assert.Equal(1 - (0.84645 / 1.0395), curve.Figures.MaxDrawdown, 12);
    }

    [Fact]
    public void Market_EndsWithItsData_AndEarnsNothingOnADayWithoutAReturn()
    {
        var days = PlatformDays.Of(Begin, Begin.AddDays(5), 100, [], []);
        var curve = ReplayCurves.Market(days, new DailyReturns([FirstDay - 1, FirstDay, FirstDay + 2], [9, 0.1, 0.2]))!;
        Assert.Equal([0.1, 0, 0.2], curve.Returns);
        Assert.Null(ReplayCurves.Market(days, new DailyReturns([FirstDay - 1], [9])));
    }

    [Fact]
    public void SpanResult_OfAStay_IsTheBacktestOfItsBars()
    {
        var start = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var bars = SyntheticMarket.Generate("BTCUSDT", Timeframe.H4, start, 3_000, seed: 3);
        var template = StrategyCatalog.Get("sma-cross");
        var strategy = StrategyConfiguration.Create(template, "BTCUSDT", template.Parameters.ToImmutableSortedDictionary(range => range.Name, range => range.Default));
        var settings = new BacktestSettings();
        var span = new StageSpan(strategy.Id, LifecycleStage.Live, start.AddDays(200)) { To = start.AddDays(300), Capital = 1000 };

        var result = SpanResult.Run(span, strategy, bars, settings, new WalkForwardSettings { Candidates = 1 }, start.AddDays(400));

        var backtest = Backtester.Run(bars, strategy, settings, 1_200..1_800);
        var free = Backtester.Run(bars, strategy, settings with { Costs = new ExecutionCosts { CommissionBps = 0, SlippageBps = 0 } }, 1_200..1_800);
        Assert.Equal(backtest.Equity[^1] / settings.InitialEquity, result.Equity, 12);
        Assert.Equal((free.Equity[^1] - backtest.Equity[^1]) / settings.InitialEquity * 1000, result.Costs, 9);
        Assert.Equal(backtest.Activity.Turnover, result.Turnover, 9);
        Assert.True(result.Costs > 0);
        Assert.Equal(100, result.Daily.Days.Length);
    }

    internal static SpanResult Result(string id, int from, int? to, decimal capital, params (int Day, double Return)[] returns)
    {
        var equity = returns.Aggregate(1.0, (value, one) => value * (1 + one.Return));
        return new SpanResult(
            new StageSpan(id, capital > 0 ? LifecycleStage.Live : LifecycleStage.Paper, At(from))
            {
                To = to is { } end ? At(end, 20) : null,
                Capital = capital,
                Returned = to is null ? null : capital * (decimal)equity,
            },
            new StrategyIdentity("sma-cross", StrategyIdea.Trend, "X"),
            new DailyReturns([.. returns.Select(one => FirstDay + one.Day)], [.. returns.Select(one => one.Return)]),
            equity,
            equity + 0.01,
            Turnover: 2);
    }
}
