using System.Collections.Immutable;
using System.Text.Json;
using Serverless.Core.Backtesting;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;
using Serverless.Core.Optimization;
using Serverless.Core.Optimization.Objectives;
using Serverless.Core.Randomness;
using Serverless.Core.Strategies;
using Serverless.Core.Tests.Strategies;
using Serverless.Core.Validation;

namespace Serverless.Core.Tests.Validation;

public sealed class WalkForwardAnalysisTests
{
    private static readonly BacktestSettings Settings = new();
    private static readonly BarSeries Bars = RandomBars.Create(new SeededRandom(71), 2_000);
    private static readonly WalkForwardSettings Plain = new() { TrainDays = 120, TestDays = 30, StepDays = 30, Candidates = 6 };
    private static readonly StrategyTemplate Template = StrategyCatalog.Get("sma-cross");
    private static readonly StrategyConfiguration Configuration = StrategyConfiguration.Create(
        Template, "RANDOM", Template.Parameters.ToImmutableSortedDictionary(range => range.Name, range => range.Default));

    [Fact]
    public void Plan_WithEmbargo_LeavesDaysBetweenTheParts()
    {
        var plain = WalkForwardPlan.Create(Bars, Plain);
        var apart = WalkForwardPlan.Create(Bars, Plain with { EmbargoDays = 5 });

        Assert.Equal(plain[0] with { TestStart = plain[0].TestStart.AddDays(5), TestEnd = plain[0].TestEnd.AddDays(5) }, apart[0]);
        Assert.All(apart, window => Assert.Equal(TimeSpan.FromDays(5), window.TestStart - window.TrainEnd));
        Assert.Throws<ArgumentOutOfRangeException>(() => Plain with { EmbargoDays = -1 });
        Assert.DoesNotContain("Embargo", JsonSerializer.Serialize(Plain), StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_PurgedOverlap_EndsTrainingBeforeTheTradeHeldBeyondIt()
    {
        var purged = Evaluate(Plain with { PurgeOverlap = true });

        Assert.Contains(purged, window => window.PurgedBars > 0);
        foreach (var window in purged.Where(window => window.Outcome == EvaluationOutcome.Evaluated))
        {
            var (start, end) = (Bars.IndexAtOrAfter(window.Window.TrainStart.Ticks), Bars.IndexAtOrAfter(window.Window.TrainEnd.Ticks));
            var whole = Backtester.Run(Bars, Template, window.Parameters!, Settings, start..end);
            var expected = whole.OpenPosition is { } held ? end - Bars.IndexAtOrAfter(held.EntryTime.Ticks) : 0;
            Assert.Equal(expected, window.PurgedBars);
            Assert.Equal(end - start - expected, window.InSample!.Bars);
        }
    }

    [Fact]
    public void Evaluate_TradeHeldThroughout_LeavesNothingToTrainOn()
    {
        var template = new PlantedTemplate((_, _, _) => 1);
        var configuration = StrategyConfiguration.Create(template, Bars.Symbol, PlantedTemplate.NoParameters);
        using var indicators = new IndicatorSet(Bars, Settings.Market);

        var result = WalkForwardEvaluator.Evaluate(
            indicators, template, configuration, Settings, Plain with { PurgeOverlap = true }, [WalkForwardPlan.Create(Bars, Plain)[1]], CancellationToken.None);

        Assert.Equal(EvaluationOutcome.InsufficientData, result[0].Outcome);
        Assert.Contains("to train", result[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_OwnChoice_IsRunOnTheTestPart()
    {
        var chosen = Configuration.Parameters.SetItem("fast", Template.Parameters.Single(range => range.Name == "fast").Min);
        var seen = new List<int>();

        var results = Evaluate(Plain, problem =>
        {
            seen.Add(problem.Bars);
            Assert.Equal(problem.Run(chosen).Metrics!.Sharpe, problem.Sharpe(chosen));
            return chosen;
        });

        Assert.Equal(results.Count, seen.Count);
        Assert.All(results, window => Assert.Equal(chosen, window.Parameters));
        Assert.All(results, window => Assert.Equal(window.OutOfSample!.TotalReturn, ReturnStatistics.TotalReturn(window.Returns)));
    }

    [Theory]
    [InlineData(SearchMethod.Grid)]
    [InlineData(SearchMethod.Sobol)]
    [InlineData(SearchMethod.Evolutionary)]
    [InlineData(SearchMethod.Bayesian)]
    [InlineData(SearchMethod.Hyperband)]
    public void Evaluate_Optimised_ChoosesWhatTheSearchFindsOnTheTrainingPartAlone(SearchMethod method)
    {
        var choice = InSampleChoices.Optimised(method, new Objective("sharpe"), trials: 30, seed: 4);
        var window = WalkForwardPlan.Create(Bars, Plain)[1];
        var future = RandomBars.WithOtherFuture(Bars, Bars.IndexAtOrAfter(window.TrainEnd.Ticks) - 1, new SeededRandom(72));
        WindowResult Run(BarSeries bars)
        {
            using var indicators = new IndicatorSet(bars, Settings.Market);
            return WalkForwardEvaluator.Evaluate(indicators, Template, Configuration, Settings, Plain, [window], CancellationToken.None, choice)[0];
        }

        var (result, other) = (Run(Bars), Run(future));

        Assert.Equal(EvaluationOutcome.Evaluated, result.Outcome);
        Assert.Null(Template.FindProblem(result.Parameters!));
        Assert.NotEqual(Configuration.Parameters, result.Parameters);
        Assert.Equal(result.Parameters, other.Parameters);
        Assert.Equal(result.InSample, other.InSample);
        Assert.NotEqual(result.OutOfSample, other.OutOfSample);
    }

    [Fact]
    public void Evaluate_OptimisedByTheWholeGrid_FindsItsBest()
    {
        var template = new PlantedGrid();
        var configuration = StrategyConfiguration.Create(template, Bars.Symbol, PlantedGrid.Set(1));
        var window = WalkForwardPlan.Create(Bars, Plain)[0];
        using var indicators = new IndicatorSet(Bars, Settings.Market);

        var result = WalkForwardEvaluator.Evaluate(
            indicators, template, configuration, Settings, Plain, [window], CancellationToken.None, InSampleChoices.Optimised(SearchMethod.Grid, new Objective("sharpe"), 9, seed: 1))[0];

        var train = Bars.IndexAtOrAfter(window.TrainStart.Ticks)..Bars.IndexAtOrAfter(window.TrainEnd.Ticks);
        Assert.Equal(
            Enumerable.Range(1, 9).Max(every => Backtester.Run(Bars, template, PlantedGrid.Set(every), Settings with { CloseAtEnd = true }, train).Metrics!.Sharpe),
            result.InSample!.Sharpe);
        Assert.Throws<ArgumentException>(() => InSampleChoices.Optimised(SearchMethod.Grid, new Objective("luck"), 9, seed: 1));
    }

    [Fact]
    public void Analysis_OfWindows_SumsUpWhatTheyHold()
    {
        var windows = Evaluate(Plain);
        var middle = Bars.OpenTime(Bars.Count / 2);
        var analysis = WalkForwardAnalysis.Of(Template, windows, 2191.5, time => time < middle ? "early" : null)!;

        var inSample = windows.Sum(window => window.InSample!.TotalReturn) / windows.Sum(window => window.InSample!.Bars);
        var outOfSample = windows.Sum(window => window.OutOfSample!.TotalReturn) / windows.Sum(window => window.OutOfSample!.Bars);
        Assert.Equal(inSample > 0 ? outOfSample / inSample : null, analysis.Efficiency);
        Assert.Equal(Template.Parameters.Select(range => range.Name), analysis.Parameters.Select(parameter => parameter.Name));
        Assert.Equal(["", "early"], analysis.Regimes.Select(regime => regime.Regime));
        Assert.Equal(windows.Sum(window => window.Returns.Length), analysis.Regimes.Sum(regime => regime.Bars));
        Assert.Equal(
            windows.Aggregate(1.0, (growth, window) => growth * (1 + window.OutOfSample!.TotalReturn)),
            analysis.Regimes.Aggregate(1.0, (growth, regime) => growth * (1 + regime.TotalReturn)),
            1e-9);
        Assert.Equal(analysis.InSampleSharpe - analysis.OutOfSampleSharpe, analysis.Degradation);
        Assert.Null(WalkForwardAnalysis.Of(Template, [], 2191.5));
    }

    [Fact]
    public void Analysis_Steps_AreTheWindowsAndSumUpToTheMeans()
    {
        var windows = Evaluate(Plain);
        var missing = windows[0] with { Outcome = EvaluationOutcome.InsufficientData, Reason = "too short", InSample = null, OutOfSample = null, Parameters = null, Trades = [] };
        var analysis = WalkForwardAnalysis.Of(Template, [.. windows, missing], 2191.5)!;

        Assert.Equal([.. windows.Select(window => window.Window), missing.Window], analysis.Steps.Select(step => step.Window));
        foreach (var (step, window) in analysis.Steps.Zip(windows))
        {
            Assert.Equal((window.InSample!.Sharpe, window.OutOfSample!.Sharpe, window.Trades.Count), (step.InSampleSharpe, step.OutOfSampleSharpe, step.Trades));
            Assert.Equal(window.Parameters, step.Parameters);
            Assert.Equal(
                window.InSample.TotalReturn > 0 ? window.OutOfSample.TotalReturn / window.OutOfSample.Bars / (window.InSample.TotalReturn / window.InSample.Bars) : null,
                step.Efficiency);
        }

        // What has no figures is there with its reason, and counts in no mean.
        Assert.Equal(("too short", null, null), (analysis.Steps[^1].Reason, analysis.Steps[^1].OutOfSampleSharpe, analysis.Steps[^1].Efficiency));
        Assert.Equal(WalkForwardAnalysis.Of(Template, windows, 2191.5)!.OutOfSampleSharpe, analysis.OutOfSampleSharpe);
    }

    [Fact]
    public void Stability_OfValues_IsTheMeanMoveAsShareOfTheRange()
    {
        var range = new ParameterRange("length", 10, 30, 5, 20);

        Assert.Equal(new ParameterStability("length", 20, 20, 20, 0, 1), ParameterStability.Of(range, [20, 20, 20]));
        Assert.Equal(new ParameterStability("length", 20, 10, 30, 3, 0), ParameterStability.Of(range, [10, 30, 10, 30]));
        Assert.Equal(0.875, ParameterStability.Of(range, [20, 20, 25]).Stability);
        Assert.Null(ParameterStability.Of(range, [20]).Stability);
    }

    private static IReadOnlyList<WindowResult> Evaluate(WalkForwardSettings settings, InSampleChoice? choice = null)
    {
        using var indicators = new IndicatorSet(Bars, Settings.Market);
        return WalkForwardEvaluator.Evaluate(
            indicators, Template, Configuration, Settings, settings, WalkForwardPlan.Create(Bars, settings), CancellationToken.None, choice);
    }

    /// <summary>Long and flat in turns of a given number of bars.</summary>
    private sealed class PlantedGrid() : StrategyTemplate("planted-grid", version: 1, StrategyIdea.Trend, new ParameterRange("every", 1, 9, 1, 1))
    {
        public static ImmutableSortedDictionary<string, double> Set(double every) => ImmutableSortedDictionary<string, double>.Empty.Add("every", every);

        public override int WarmUp(ImmutableSortedDictionary<string, double> parameters) => 1;

        public override void Run<TRunner>(IndicatorSet indicators, ImmutableSortedDictionary<string, double> parameters, ref TRunner runner) =>
            runner.Run(new Signal((int)parameters["every"]));

        private readonly struct Signal(int every) : ISignal
        {
            public double Target(int bar, double held) => bar / every % 2;
        }
    }
}
