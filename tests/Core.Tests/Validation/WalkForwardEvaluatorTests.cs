using System.Text.Json;
using Serverless.Core.Backtesting;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;
using Serverless.Core.Randomness;
using Serverless.Core.Strategies;
using Serverless.Core.Tests.Strategies;
using Serverless.Core.Time;
using Serverless.Core.Validation;

namespace Serverless.Core.Tests.Validation;

public sealed class WalkForwardEvaluatorTests
{
    private static readonly BacktestSettings Settings = new();
    private static readonly WalkForwardSettings WalkForward = new() { TrainDays = 120, TestDays = 30, StepDays = 30, Candidates = 6 };
    private static readonly BarSeries Bars = RandomBars.Create(new SeededRandom(21), 2_000);
    private static readonly IReadOnlyList<WalkForwardWindow> Plan = WalkForwardPlan.Create(Bars, WalkForward);

    public static TheoryData<string> Configurations =>
        [.. Generated().DistinctBy(configuration => configuration.Template).Select(configuration => configuration.Id)];

    [Theory]
    [MemberData(nameof(Configurations))]
    public void Evaluate_InAnyBatches_IsBitIdenticalToOneEvaluation(string id)
    {
        var configuration = Generated().Single(configuration => configuration.Id == id);
        var whole = Evaluate(configuration, Plan);
        var random = new SeededRandom(4);
        for (var trial = 0; trial < 3; trial++)
        {
            var size = 1 + random.NextInt(Plan.Count);
            var parts = Plan.Reverse().Chunk(size).SelectMany(batch => Evaluate(configuration, batch)).Reverse();
            Assert.Equal(Json(whole), Json(parts));
        }
    }

    [Fact]
    public void Evaluate_EveryTemplate_ChoosesTheBestSharpeInSample()
    {
        foreach (var configuration in Generated().DistinctBy(configuration => configuration.Template))
        {
            var template = StrategyCatalog.Get(configuration.Template);
            var candidates = ParameterNeighbourhood.Around(template, configuration.Parameters, WalkForward.Candidates);
            foreach (var result in Evaluate(configuration, Plan))
            {
                var train = IndexOf(result.Window.TrainStart)..IndexOf(result.Window.TrainEnd);
                var best = candidates
                    .Select(candidate => Backtester.Run(Bars, template, candidate, Settings with { CloseAtEnd = true }, train))
                    .Max(run => run.Metrics!.Sharpe);
                Assert.Contains(result.Parameters!, candidates);
                Assert.Equal(best, result.InSample!.Sharpe);
            }
        }
    }

    [Fact]
    public void Evaluate_TestPartReplaced_LeavesTheChoiceAlone()
    {
        var random = new SeededRandom(8);
        foreach (var configuration in Generated().Take(9))
        {
            foreach (var window in Plan.Take(3))
            {
                var other = RandomBars.WithOtherFuture(Bars, IndexOf(window.TestStart) - 1, random);
                var before = Evaluate(configuration, [window])[0];
                var after = Evaluate(other, configuration, [window])[0];
                Assert.Equal(before.Parameters, after.Parameters);
                Assert.Equal(before.InSample, after.InSample);
            }
        }
    }

    [Fact]
    public void Evaluate_TestPart_IsReportedBarByBarAndClosedAtItsEnd()
    {
        foreach (var result in Evaluate(Generated()[0], Plan))
        {
            var test = Bars.OpenTicks[IndexOf(result.Window.TestStart)..IndexOf(result.Window.TestEnd)].ToArray();
            Assert.Equal(test, result.OpenTicks);
            Assert.Equal(test.Length, result.Returns.Length);
            Assert.Equal(ReturnStatistics.TotalReturn(result.Returns), result.OutOfSample!.TotalReturn);
            Assert.Equal(result.OutOfSample.TotalReturn * Settings.InitialEquity, result.Trades.Sum(trade => trade.NetProfit), 4);
            Assert.All(result.Trades, trade => Assert.InRange(trade.EntryTime, result.Window.TestStart, result.Window.TestEnd));
        }
    }

    [Fact]
    public void Evaluate_StrategyFails_GivesAFailedWindowWithTimeAndReason()
    {
        var template = new PlantedTemplate((_, bar, _) => bar == IndexOf(Plan[1].TestStart) + 5 ? double.NaN : bar % 2);
        var configuration = StrategyConfiguration.Create(template, Bars.Symbol, PlantedTemplate.NoParameters);

        using var indicators = new IndicatorSet(Bars, Settings.Market);
        var results = WalkForwardEvaluator.Evaluate(
            indicators, template, configuration, Settings, WalkForward, [Plan[0], Plan[1]], CancellationToken.None);

        Assert.Equal([EvaluationOutcome.Evaluated, EvaluationOutcome.Failed], results.Select(result => result.Outcome));
        var time = Bars.OpenTime(IndexOf(Plan[1].TestStart) + 5);
        Assert.StartsWith($"{time:yyyy-MM-dd HH:mm}Z: ", results[1].Reason, StringComparison.Ordinal);
        Assert.Contains("NaN", results[1].Reason, StringComparison.Ordinal);
        Assert.Empty(results[1].Returns);
    }

    [Fact]
    public void Evaluate_WindowInAGap_HasInsufficientData()
    {
        var cut = IndexOf(Plan[0].TestStart) + 10;
        var gap = Bars.Slice(0, cut);

        var result = Evaluate(gap, Generated()[0], [Plan[0]])[0];

        Assert.Equal(EvaluationOutcome.InsufficientData, result.Outcome);
        Assert.Contains("window 0 has", result.Reason, StringComparison.Ordinal);
        Assert.Contains("10 to test", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_BarsOfAnotherSymbol_AreRefused()
    {
        var other = Generated()[0] with { Symbol = "BTCUSDT" };

        var error = Assert.Throws<ArgumentException>(() => Evaluate(other, Plan));

        Assert.Contains("is for BTCUSDT, the bars are of RANDOM", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_SharedFeaturesOnAllThreads_IsBitIdenticalToEachAlone()
    {
        var cache = new FeatureCache(capacity: 20L * Bars.Count); // small enough to forget columns that are in use
        var configurations = Generated();
        var together = new string[configurations.Count];

        Parallel.For(0, configurations.Count, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            using var indicators = cache.SetOf("bars", Bars, Settings.Market);
            together[i] = Json(WalkForwardEvaluator.Evaluate(indicators, configurations[i], Settings, WalkForward, Plan, CancellationToken.None));
        });

        Assert.Equal(configurations.Select(configuration => Json(Evaluate(configuration, Plan))), together);
    }

    [Fact]
    public void Evaluate_IndicatorsOfAnotherMarket_AreRefused()
    {
        using var indicators = new IndicatorSet(Bars, Market.UsEquities);

        var error = Assert.Throws<ArgumentException>(
            () => WalkForwardEvaluator.Evaluate(indicators, Generated()[0], Settings, WalkForward, Plan, CancellationToken.None));

        Assert.Contains("the settings are for Crypto, the indicators for UsEquities", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_Cancelled_Stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        using var indicators = new IndicatorSet(Bars, Settings.Market);

        Assert.Throws<OperationCanceledException>(
            () => WalkForwardEvaluator.Evaluate(indicators, Generated()[0], Settings, WalkForward, Plan, source.Token));
    }

    [Fact]
    public void WindowResult_ThroughJson_IsTheSameJson()
    {
        foreach (var result in Generated().Take(9).SelectMany(configuration => Evaluate(configuration, Plan)))
        {
            var json = JsonSerializer.Serialize(result);
            Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<WindowResult>(json)));
        }
    }

    private static IReadOnlyList<StrategyConfiguration> Generated() => StrategyGenerator.Generate(new GenerationRequest(3, 60, ["RANDOM"]));

    private static IReadOnlyList<WindowResult> Evaluate(StrategyConfiguration configuration, IReadOnlyList<WalkForwardWindow> batch) =>
        Evaluate(Bars, configuration, batch);

    private static IReadOnlyList<WindowResult> Evaluate(
        BarSeries bars, StrategyConfiguration configuration, IReadOnlyList<WalkForwardWindow> batch)
    {
        using var indicators = new IndicatorSet(bars, Settings.Market);
        return WalkForwardEvaluator.Evaluate(indicators, configuration, Settings, WalkForward, batch, CancellationToken.None);
    }

    private static string Json(IEnumerable<WindowResult> results) => JsonSerializer.Serialize(results);

    private static int IndexOf(DateTime time)
    {
        var index = Bars.OpenTicks.BinarySearch(time.Ticks);
        return index < 0 ? ~index : index;
    }
}
