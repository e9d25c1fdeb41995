using System.Text.Json;
using Serverless.Core.Backtesting;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;
using Serverless.Core.Randomness;
using Serverless.Core.Strategies;
using Serverless.Core.Tests.Strategies;
using Serverless.Core.Validation;

namespace Serverless.Core.Tests.Validation;

public sealed class StrategyEvaluationTests
{
    private static readonly BacktestSettings Settings = new();
    private static readonly StrategyConfiguration Configuration = StrategyGenerator.Generate(new GenerationRequest(3, 60, ["RANDOM"]))[0];
    private static readonly IReadOnlyList<WindowResult> Windows = Evaluate();

    [Fact]
    public void Combine_WindowsInAnyOrder_StitchesByTime()
    {
        var result = Combine(Windows);

        Assert.Equal(EvaluationOutcome.Evaluated, result.Outcome);
        Assert.Equal(Json(result), Json(Combine([.. Windows.Reverse()])));
        Assert.Equal(Windows.Count, result.Windows);
        Assert.Equal(Windows.SelectMany(window => window.OpenTicks), result.OpenTicks);
        Assert.Equal(result.OpenTicks.Order().Distinct(), result.OpenTicks);
        var growth = Windows.Aggregate(1.0, (product, window) => product * (1 + window.OutOfSample!.TotalReturn));
        Assert.Equal(growth * Settings.InitialEquity, result.Equity[^1], 4);
        Assert.Equal(growth - 1, result.OutOfSample!.TotalReturn, 9);
        Assert.Equal(Windows.Sum(window => window.Trades.Count), result.OutOfSample.Trades);
        Assert.Equal(Windows.Sum(window => window.Activity.ExposedBars) / (double)result.Equity.Length, result.OutOfSample.Exposure);
    }

    [Fact]
    public void Combine_Degradation_IsWhatTheSharpeRatioLost()
    {
        var result = Combine(Windows);

        var inSample = Windows.Average(window => window.InSample!.Sharpe);
        Assert.Equal(inSample, result.InSampleSharpe);
        Assert.Equal(inSample - result.OutOfSample!.Sharpe, result.SharpeDegradation);
    }

    [Fact]
    public void Combine_ThroughJson_IsTheSame()
    {
        var json = Json(Combine([.. Windows.Select(window => JsonSerializer.Deserialize<WindowResult>(Json(window))!)]));

        Assert.Equal(Json(Combine(Windows)), json);
        Assert.Equal(json, Json(JsonSerializer.Deserialize<StrategyResult>(json)));
    }

    [Fact]
    public void Combine_NoWindows_IsInsufficient() => AssertWithout(EvaluationOutcome.InsufficientData, "too short", []);

    [Fact]
    public void Combine_WindowWithoutData_IsLeftOut()
    {
        var missing = new WindowResult { Window = Windows[0].Window, Outcome = EvaluationOutcome.InsufficientData, Reason = "a gap" };

        Assert.Equal(Windows.Count - 1, Combine([missing, .. Windows.Skip(1)]).Windows);
        AssertWithout(EvaluationOutcome.InsufficientData, "a gap", [missing]);
    }

    [Fact]
    public void Combine_FailedWindow_FailsTheStrategyWithItsReason()
    {
        var failed = new WindowResult { Window = Windows[1].Window, Outcome = EvaluationOutcome.Failed, Reason = "it broke" };

        AssertWithout(EvaluationOutcome.Failed, "window 1: it broke", [Windows[0], failed]);
    }

    [Fact]
    public void Combine_NeverTraded_IsInsufficient() =>
        AssertWithout(EvaluationOutcome.InsufficientData, "no trade in 1 test windows", [Windows[0] with { Trades = [] }]);

    [Fact]
    public void Combine_WindowTwice_IsRefused() =>
        Assert.Contains(
            "window 0 is given twice",
            Assert.Throws<ArgumentException>(() => Combine([Windows[0], Windows[0]])).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Persistence_RanksThatAgree_CountFully()
    {
        var persistence = ForwardPersistence.Measure([Window(1, 10, 0.1), Window(2, 20, 0.1), Window(3, 30, -0.1), Window(4, 40, 0.1)]);

        Assert.Equal(new ForwardPersistence(0.875, 0.75, 1), persistence);
    }

    [Fact]
    public void Combine_BarsMissing_AreCountedOverAllTestParts()
    {
        var missing = Combine(Windows).Missing;

        Assert.Equal(Windows.Sum(window => window.Missing.Count), missing.Count);
        Assert.Equal(Windows.Max(window => window.Missing.LongestGap), missing.LongestGap);
        Assert.True(missing.Count > 0);
    }

    [Fact]
    public void Combine_BarsFilled_AreCountedOverAllTestParts() =>
        Assert.Equal(2 * Windows.Count, Combine([.. Windows.Select(window => window with { FilledBars = 2 })]).FilledBars);

    [Fact]
    public void Persistence_TiedRanks_ShareTheirMean()
    {
        // Ranks 1, 2½, 2½, 4 against 1, 3, 2, 4 (scipy.stats.spearmanr: 0.9486832980505138).
        var persistence = ForwardPersistence.Measure([Window(1, 1, 0.1), Window(2, 3, 0.1), Window(2, 2, 0.1), Window(3, 4, 0.1)]);

        Assert.Equal(0.9486832980505138, persistence.RankCorrelation!.Value, 12);
    }

    [Fact]
    public void Persistence_FewWindowsOrNoVariation_IsTheShareOfPositiveWindows()
    {
        Assert.Equal(new ForwardPersistence(0.5, 0.5, null), ForwardPersistence.Measure([Window(1, 1, 0.1), Window(2, 2, 0)]));
        Assert.Equal(
            new ForwardPersistence(1, 1, null),
            ForwardPersistence.Measure([Window(1, 1, 1), Window(1, 2, 1), Window(1, 3, 1), Window(1, 4, 1)]));
    }

    private static void AssertWithout(EvaluationOutcome outcome, string reason, IReadOnlyList<WindowResult> windows)
    {
        var result = Combine(windows);
        Assert.Equal(outcome, result.Outcome);
        Assert.Contains(reason, result.Reason, StringComparison.Ordinal);
        Assert.Null(result.OutOfSample);
        Assert.Empty(result.Equity);
    }

    private static WindowResult Window(double inSample, double outOfSample, double totalReturn)
    {
        var metrics = PerformanceMetrics.Measure([], 1, [], default);
        return Windows[0] with
        {
            InSample = metrics with { Sharpe = inSample },
            OutOfSample = metrics with { Sharpe = outOfSample, TotalReturn = totalReturn },
        };
    }

    private static StrategyResult Combine(IReadOnlyList<WindowResult> windows) =>
        StrategyEvaluation.Combine(Configuration, windows, Timeframe.H4, Settings);

    private static string Json<T>(T value) => JsonSerializer.Serialize(value);

    private static IReadOnlyList<WindowResult> Evaluate()
    {
        var bars = RandomBars.Create(new SeededRandom(21), 1_600);
        var walkForward = new WalkForwardSettings { TrainDays = 90, TestDays = 30, StepDays = 30, Candidates = 4 };
        var plan = WalkForwardPlan.Create(bars, walkForward);
        using var indicators = new IndicatorSet(bars, Settings.Market);
        return WalkForwardEvaluator.Evaluate(indicators, Configuration, Settings, walkForward, plan, CancellationToken.None);
    }
}
