using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.Backtesting;
using Serverless.Core.Execution;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies;
using Serverless.Core.Tests.MarketData;
using Serverless.Core.Validation;

namespace Serverless.Core.Tests.Lifecycle.Monitoring;

public sealed class PaperLedgerTests
{
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly BarSeries Bars = SyntheticMarket.Generate("BTCUSDT", Timeframe.H4, Start, 3_000, seed: 3);
    private static readonly BacktestSettings Settings = new() { Costs = new ExecutionCosts { CommissionBps = 4, SlippageBps = 2 } };
    private static readonly StrategyConfiguration Trend = Default("sma-cross");
    private static readonly StrategyConfiguration AlwaysLong = Trend with { Parameters = Trend.Parameters.SetItem("fast", 2).SetItem("slow", 3) };

    [Fact]
    public void Run_FromDeploymentOn_IsTheBacktestOfTheBarsSince()
    {
        var record = PaperLedger.Run(Bars, Trend, Settings, new PaperTerms(Start.AddDays(200), Start.AddDays(300)));

        var backtest = Backtester.Run(Bars, Trend, Settings, 1_200..1_800);
        Assert.Equal(backtest.Equity[^1] / Settings.InitialEquity, record.Equity, 1e-12);
        Assert.Equal(100, record.Daily.Days.Length);
        Assert.Equal((backtest.Trades.Count, backtest.Metrics!.AnnualTurnover, backtest.Metrics.Exposure), (record.Trades, record.AnnualTurnover, record.Exposure));
        Assert.Equal(Start.AddDays(300), record.LastClose);
        Assert.NotEqual(1, record.Equity);
    }

    [Fact]
    public void Run_InTheMiddleOfADay_HasTheEquityOfNowAndTheReturnsOfDaysThatEnded()
    {
        var record = PaperLedger.Run(Bars, Trend, Settings, new PaperTerms(Start.AddDays(200), Start.AddDays(210).AddHours(9)));

        Assert.Equal(10, record.Daily.Days.Length);
        Assert.Equal(Start.AddDays(210).AddHours(8), record.LastClose);
    }

    [Fact]
    public void Run_BeforeTheFirstBarSinceDeployment_HasEarnedNothing()
    {
        var record = PaperLedger.Run(Bars, Trend, Settings, new PaperTerms(Start.AddDays(200).AddHours(1), Start.AddDays(200).AddHours(7)));

        Assert.Equal((1.0, 1.0, 0), (record.Equity, record.Peak, record.Daily.Days.Length));
        Assert.Equal(Start.AddDays(200).AddHours(4), record.LastClose);
    }

    [Fact]
    public void Run_HalfSize_HoldsHalfFromTheNextBarOnAndPaysForTheChange()
    {
        // Bought at 100 for all equity; at bar 5 half of it is sold at the open, 110, for 0.1 % commission and 0.1 % slippage. Then it rises by a tenth.
        var bars = Rising();
        var costs = new BacktestSettings { Costs = new ExecutionCosts { CommissionBps = 10, SlippageBps = 10 } };
        var terms = new PaperTerms(bars.OpenTime(3), bars.OpenTime(bars.Count - 1) + Timeframe.D1.Length());

        var full = PaperLedger.Run(bars, AlwaysLong, costs, terms);
        // Asked for in the middle of bar 4: the size changes with the bar after.
        var half = PaperLedger.Run(bars, AlwaysLong, costs, terms with { Sizes = [new SizeChange(bars.OpenTime(4).AddHours(9), 0.5)] });

        var entry = 1 / (100 * 1.001 * 1.001);
        Assert.Equal(entry * 121, full.Equity, 1e-9);
        var (equity, kept) = (entry * 110, 0.5 * entry * 110 / (110 * 1.001 * 1.001));
        var sold = entry - kept;
        Assert.Equal((sold * 110 * 0.999 * 0.999) + (kept * 121), half.Equity, 1e-9);
        Assert.Equal(full.Daily.Values[..2], half.Daily.Values[..2]);
        Assert.True(half.AnnualTurnover > full.AnnualTurnover);
        Assert.True(half.Equity < equity * 1.05, "The change has cost nothing.");
    }

    [Fact]
    public void Run_PausedByAPersonAndResumed_IsFlatMeanwhileAndPaysTwice()
    {
        var bars = Rising();
        var costs = new BacktestSettings { Costs = new ExecutionCosts { CommissionBps = 10, SlippageBps = 0 } };
        var terms = new PaperTerms(bars.OpenTime(3), bars.OpenTime(bars.Count - 1) + Timeframe.D1.Length());

        var paused = PaperLedger.Run(bars, AlwaysLong, costs, terms with { Sizes = [new SizeChange(bars.OpenTime(4), 0), new SizeChange(bars.OpenTime(6), 1)] });

        // In at 100, out at 105, and in again at 121, where it ends.
        Assert.Equal(1 / (100 * 1.001) * 105 * 0.999 / 1.001, paused.Equity, 1e-9);
        Assert.Equal(1, paused.Trades);
    }

    [Fact]
    public void Run_OtherParametersChosen_SellsAndStartsFlatAtTheNextOpenAndPaysForBoth()
    {
        var bars = Rising();
        var costs = new BacktestSettings { Costs = new ExecutionCosts { CommissionBps = 10, SlippageBps = 10 } };
        var terms = new PaperTerms(bars.OpenTime(3), bars.OpenTime(bars.Count - 1) + Timeframe.D1.Length());
        var other = AlwaysLong.CreateChild(StrategyCatalog.Get("sma-cross"), AlwaysLong.Parameters.SetItem("slow", 4));

        // Chosen in the middle of bar 4: the open of bar 5, 110, is the first that knows of it.
        var record = PaperLedger.Run(bars, AlwaysLong, costs, terms with { Choices = [Choice(bars.OpenTime(3), AlwaysLong), Choice(bars.OpenTime(4).AddHours(9), other)] });
        var same = PaperLedger.Run(bars, AlwaysLong, costs, terms with { Choices = [Choice(bars.OpenTime(3), AlwaysLong), Choice(bars.OpenTime(4).AddHours(9), AlwaysLong)] });

        var bought = 1 / (100 * 1.001 * 1.001);
        Assert.Equal(bought * 110 * 0.999 * 0.999 / (110 * 1.001 * 1.001) * 121, record.Equity, 1e-9);
        Assert.Equal((1, 1.0), (record.Trades, Math.Round(record.Held, 9)));
        Assert.Equal(PaperLedger.Run(bars, AlwaysLong, costs, terms).Equity, same.Equity);
        Assert.True(record.AnnualTurnover > 2.9 * same.AnnualTurnover);
        Assert.Equal(1, record.Exposure);
    }

    [Fact]
    public void Run_OtherParametersFromTheStart_IsTheirRecord()
    {
        var other = Trend.CreateChild(StrategyCatalog.Get("sma-cross"), Trend.Parameters.SetItem("slow", Trend.Parameters["slow"] * 2));
        var terms = new PaperTerms(Start.AddDays(200), Start.AddDays(300)) { Choices = [Choice(Start.AddDays(200).UtcDateTime, other)] };

        Assert.Equal(PaperLedger.Run(Bars, other, Settings, terms with { Choices = [] }).Daily.Values, PaperLedger.Run(Bars, Trend, Settings, terms).Daily.Values);
        Assert.NotEqual(PaperLedger.Run(Bars, Trend, Settings, terms with { Choices = [] }).Equity, PaperLedger.Run(Bars, Trend, Settings, terms).Equity);
    }

    // Rules that go by what they hold must not see that it is only a share of it.
    [Fact]
    public void Run_AnyTemplateOfWhichAllIsHeld_IsTheRunWithoutSizes() => Assert.All(StrategyCatalog.All, template =>
    {
        var strategy = Default(template.Name);

        var sized = Backtester.Run(Bars, strategy, Settings, 1_200..1_800, Enumerable.Repeat(1.0, 600).ToArray());

        Assert.Equal(Backtester.Run(Bars, strategy, Settings, 1_200..1_800).Equity, sized.Equity);
    });

    [Fact]
    public void Run_StrategyThatThrows_GivesTheReason()
    {
        var bad = Trend with { Parameters = Trend.Parameters.SetItem(Trend.Parameters.Keys.First(), -1) };

        var record = PaperLedger.Run(Bars, bad, Settings, new PaperTerms(Start.AddDays(200), Start.AddDays(300)));

        Assert.NotNull(record.Failure);
        Assert.Equal(1, record.Equity);
    }

    [Fact]
    public void Run_AnyFuture_NeverChangesWhatWasSaid() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(40),
        Prop.ForAll(Gen.Choose(0, 1_000_000).Zip(Gen.Elements(StrategyCatalog.All.Select(template => template.Name).ToArray())).ToArbitrary(), given =>
        {
            var (seed, template) = given;
            var strategy = Default(template);
            var found = StrategyCatalog.Get(template);
            var other = strategy.CreateChild(found, ParameterNeighbourhood.Around(found, strategy.Parameters, 4)[^1]);
            var terms = new PaperTerms(Start.AddDays(200), Start.AddDays(201 + (seed % 250)).AddHours(seed % 24))
            {
                Choices = [Choice(Start.AddDays(200).UtcDateTime, strategy), Choice(Start.AddDays(220 + (seed % 9)).AddHours(seed % 7).UtcDateTime, other), Choice(Start.AddDays(300).UtcDateTime, strategy)],
                Sizes = [new SizeChange(Start.AddDays(205), 0.5), new SizeChange(Start.AddDays(230 + (seed % 7)), 1)],
            };
            var (real, changed) = (PaperLedger.Run(Bars, strategy, Settings, terms), PaperLedger.Run(OtherFuture.Of(Bars, terms.AsOf, seed), strategy, Settings, terms));
            var later = PaperLedger.Run(Bars, strategy, Settings, terms with { AsOf = terms.AsOf.AddDays(20) });
            return real.Equity == changed.Equity && real.Daily.Values.SequenceEqual(changed.Daily.Values) && real.Trades == changed.Trades
                && later.Daily.Values.Take(real.Daily.Values.Length).SequenceEqual(real.Daily.Values);
        }));

    private static ParameterChoice Choice(DateTime from, StrategyConfiguration configuration) => new(new DateTimeOffset(from, TimeSpan.Zero), from, from, configuration);

    // Every bar opens where the one before has closed.
    private static BarSeries Rising()
    {
        double[] open = [97, 98, 99, 100, 105, 110, 121, 121], close = [98, 99, 100, 105, 110, 121, 121, 121];
        long[] times = [.. Enumerable.Range(0, open.Length).Select(day => Start.AddDays(day).UtcTicks)];
        double[] Of(Func<double, double, double> pick) => [.. open.Zip(close, pick)];
        return new BarSeries("UPUSD", Timeframe.D1, times, open, Of(Math.Max), Of(Math.Min), close, open.Select(_ => 1.0).ToArray());
    }

    private static StrategyConfiguration Default(string template)
    {
        var found = StrategyCatalog.Get(template);
        return StrategyConfiguration.Create(found, "BTCUSDT", found.Parameters.ToImmutableSortedDictionary(range => range.Name, range => range.Default));
    }
}
