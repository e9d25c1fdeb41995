using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.Backtesting;
using Serverless.Core.Execution;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.MarketData;
using Serverless.Core.Randomness;
using Serverless.Core.Strategies;

namespace Serverless.Core.Tests.Lifecycle.Monitoring;

public sealed class PaperLedgerTests
{
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly BarSeries Bars = SyntheticMarket.Generate("BTCUSDT", Timeframe.H4, Start, 3_000, seed: 3);
    private static readonly BacktestSettings Settings = new() { Costs = new ExecutionCosts { CommissionBps = 4, SlippageBps = 2 } };
    private static readonly StrategyConfiguration Trend = Default("sma-cross");

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
    public void Run_HalfSize_HasHalfOfEachReturnFromThenOn()
    {
        var terms = new PaperTerms(Start.AddDays(200), Start.AddDays(300));
        var full = PaperLedger.Run(Bars, Trend, Settings, terms);

        var half = PaperLedger.Run(Bars, Trend, Settings, terms with { Sizes = [new SizeChange(Start.AddDays(250), 0.5)] });

        Assert.Equal(full.Daily.Values[..50], half.Daily.Values[..50]);
        var bars = Backtester.Run(Bars, Trend, Settings, 1_200..1_800).Equity;
        // The last day: six bars, each with half of its return.
        var expected = Enumerable.Range(594, 6).Aggregate(1.0, (value, i) => value * (1 + (0.5 * ((bars[i] / bars[i - 1]) - 1)))) - 1;
        Assert.Equal(expected, half.Daily.Values[^1], 1e-12);
    }

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
            var terms = new PaperTerms(Start.AddDays(200), Start.AddDays(201 + (seed % 250)).AddHours(seed % 24));
            var (real, other) = (PaperLedger.Run(Bars, strategy, Settings, terms), PaperLedger.Run(OtherFuture(terms.AsOf, seed), strategy, Settings, terms));
            var later = PaperLedger.Run(Bars, strategy, Settings, terms with { AsOf = terms.AsOf.AddDays(20) });
            return real.Equity == other.Equity && real.Daily.Values.SequenceEqual(other.Daily.Values) && real.Trades == other.Trades
                && later.Daily.Values.Take(real.Daily.Values.Length).SequenceEqual(real.Daily.Values);
        }));

    private static StrategyConfiguration Default(string template)
    {
        var found = StrategyCatalog.Get(template);
        return StrategyConfiguration.Create(found, "BTCUSDT", found.Parameters.ToImmutableSortedDictionary(range => range.Name, range => range.Default));
    }

    // The same bars until one has not closed yet, then others.
    private static BarSeries OtherFuture(DateTimeOffset asOf, int seed)
    {
        var random = new SeededRandom(seed);
        double[] Changed(ReadOnlySpan<double> column)
        {
            var result = column.ToArray();
            for (var i = Bars.IndexAtOrAfter(asOf.UtcTicks - Timeframe.H4.Length().Ticks + 1); i < result.Length; i++)
                result[i] *= 0.5 + random.NextDouble();
            return result;
        }

        return new BarSeries(Bars.Symbol, Bars.Timeframe, Bars.OpenTicks.ToArray(), Changed(Bars.Open), Changed(Bars.High), Changed(Bars.Low), Changed(Bars.Close), Bars.Volume.ToArray());
    }
}
