using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.Backtesting;
using Serverless.Core.Execution;
using Serverless.Core.Indicators;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies;
using Serverless.Core.Tests.MarketData;
using Serverless.Core.Time;
using Serverless.Core.Validation;

namespace Serverless.Core.Tests.Validation;

/// <summary>What is deployed is what was measured: a walk-forward that goes on.</summary>
public sealed class ForwardChoicesTests
{
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly BacktestSettings Free = new() { Costs = new ExecutionCosts { CommissionBps = 0, SlippageBps = 0 } };
    private static readonly WalkForwardSettings WalkForward = new() { TrainDays = 120, TestDays = 30, StepDays = 30, Candidates = 9 };
    private static readonly BarSeries Bars = Gapless(SyntheticMarket.Generate("BTCUSDT", Timeframe.H4, Start, 3_000, seed: 11));

    public static TheoryData<string> Templates => [.. StrategyCatalog.All.Select(template => template.Name)];

    [Theory]
    [MemberData(nameof(Templates))]
    public void Since_FromTheFirstTestPartOn_ChoosesWhatTheWalkForwardChose(string template)
    {
        foreach (var settings in new[] { WalkForward, WalkForward with { Mode = WalkForwardMode.Anchored, EmbargoDays = 5 }, WalkForward with { PurgeOverlap = true } })
        {
            var windows = Windows(template, settings);

            var choices = Since(Bars, Default(template), settings, windows[0].Window.TestStart, windows[^1].Window.TestStart);

            Assert.Equal(windows.Select(window => window.Parameters!), choices.Select(choice => choice.Configuration.Parameters));
            Assert.Equal(windows.Select(window => window.Window.TrainStart), choices.Select(choice => choice.TrainStart));
            Assert.Equal(windows.Select(window => window.Window.TrainEnd), choices.Select(choice => choice.TrainEnd));
        }
    }

    // Without costs and gaps it makes no difference that a walk-forward closes at the last close of a window, and a deployed strategy at the next open.
    [Theory]
    [MemberData(nameof(Templates))]
    public void Run_WithTheChoicesSinceTheFirstTestPart_EarnsTheRecordOfTheWalkForward(string template)
    {
        var windows = Windows(template, WalkForward);
        var (from, to) = (windows[0].Window.TestStart, windows[^1].Window.TestEnd);
        var terms = new PaperTerms(from, to) { Choices = Since(Bars, Default(template), WalkForward, from, to.AddTicks(-1)) };

        var record = PaperLedger.Run(Bars, Default(template), Free, terms);

        // What chose the same again goes on with what it holds; a window of a walk-forward starts flat.
        var anew = windows.Where((window, i) => i == 0 || !window.Parameters!.SequenceEqual(windows[i - 1].Parameters!)).ToList();
        foreach (var window in anew)
        {
            var day = DateOnly.FromDateTime(window.Window.TestStart).DayNumber - new DateOnly(1970, 1, 1).DayNumber;
            var returned = record.Daily.Days.Zip(record.Daily.Values).Where(one => one.First >= day && one.First < day + 30).Aggregate(1.0, (value, one) => value * (1 + one.Second));
            Assert.Equal(window.Returns.Aggregate(1.0, (value, one) => value * (1 + one)), returned, 1e-9);
        }

        Assert.NotEmpty(anew);
        Assert.Equal(windows.Sum(window => window.Trades.Count) > 0, record.Trades > 0 || record.Held != 0);
    }

    [Fact]
    public void Since_AnyFuture_NeverChangesWhatWasChosen() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(30),
        Prop.ForAll(Gen.Choose(0, 1_000_000).Zip(Gen.Elements(StrategyCatalog.All.Select(template => template.Name).ToArray())).ToArbitrary(), given =>
        {
            var (seed, template) = given;
            // Most bars are open when a strategy comes to its stage.
            var from = Start.AddDays(130 + (seed % 100)).AddMinutes(seed % 1440);
            var asOf = from.AddDays(seed % 95);
            var (real, other) = (Since(Bars, Default(template), WalkForward, from, asOf), Since(OtherFuture.Of(Bars, asOf, seed), Default(template), WalkForward, from, asOf));
            var later = Since(Bars, Default(template), WalkForward, from, asOf.AddDays(60));
            return real.SequenceEqual(other) && later.Take(real.Count).SequenceEqual(real) && later.Count == real.Count + 2
                && real.All(choice => choice.TrainEnd <= choice.From.UtcDateTime);
        }));

    [Fact]
    public void Since_TooFewBarsToTrainOn_KeepsTheConfigurationsOwnParameters()
    {
        var strategy = Default("sma-cross");

        Assert.Equal(strategy, Assert.Single(Since(Bars, strategy, WalkForward, Start.AddDays(3), Start.AddDays(4))).Configuration);
        Assert.Equal(strategy, Assert.Single(Since(Bars, strategy, WalkForward, Start.AddDays(-3), Start.AddDays(4))).Configuration);
    }

    [Fact]
    public void Since_StrategyOfAnotherSymbol_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Since(Bars, Default("sma-cross") with { Symbol = "ETHUSDT" }, WalkForward, Start.AddDays(200), Start.AddDays(201)));

    private static IReadOnlyList<ParameterChoice> Since(BarSeries bars, StrategyConfiguration strategy, WalkForwardSettings settings, DateTimeOffset from, DateTimeOffset asOf)
    {
        using var indicators = new IndicatorSet(bars, Market.Crypto);
        return ForwardChoices.Since(indicators, strategy, Free, settings, from, asOf);
    }

    private static IReadOnlyList<WindowResult> Windows(string template, WalkForwardSettings settings)
    {
        using var indicators = new IndicatorSet(Bars, Market.Crypto);
        return WalkForwardEvaluator.Evaluate(indicators, Default(template), Free, settings, WalkForwardPlan.Create(Bars, settings), CancellationToken.None);
    }

    private static StrategyConfiguration Default(string template)
    {
        var found = StrategyCatalog.Get(template);
        return StrategyConfiguration.Create(found, "BTCUSDT", found.Parameters.ToImmutableSortedDictionary(range => range.Name, range => range.Default));
    }

    // Every bar opens where the one before has closed.
    private static BarSeries Gapless(BarSeries bars)
    {
        var open = bars.Open.ToArray();
        bars.Close[..^1].CopyTo(open.AsSpan(1));
        double[] high = [.. bars.High.ToArray().Zip(open, Math.Max)], low = [.. bars.Low.ToArray().Zip(open, Math.Min)];
        return new BarSeries(bars.Symbol, bars.Timeframe, bars.OpenTicks.ToArray(), open, high, low, bars.Close.ToArray(), bars.Volume.ToArray());
    }
}
