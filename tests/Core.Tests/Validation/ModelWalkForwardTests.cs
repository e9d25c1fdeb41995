using System.Collections.Immutable;
using Serverless.Core.Backtesting.Models;
using Serverless.Core.Backtesting.Sweeps;
using Serverless.Core.MarketData;
using Serverless.Core.Scoring.Examination;
using Serverless.Core.Tests.Backtesting.Models;
using Serverless.Core.Validation;

namespace Serverless.Core.Tests.Validation;

/// <summary>Parameters of models, chosen in one window and tested in the next.</summary>
public sealed class ModelWalkForwardTests
{
    private static readonly PlatformConfiguration Configuration = PlatformTexts.Read("""
        timeframe: 1d
        start: 2020-08-01
        end: 2022-02-01
        models:
          EquityTrendModel_v1: {budget: 0.6}
          IndexMeanReversionModel_v1: {budget: 0.25, parameters: {bars: 1d, rsiEntry: 45}}
          CryptoMomentumModel_v1: {budget: 0.15}
        search: {EquityTrendModel_v1: {average: 50..150:50}, CryptoMomentumModel_v1: {short: [20, 45]}}
        """);

    private static readonly ModelData Data = new(
        [.. new[] { "SPY", "QQQ", "BTCUSDT", "ETHUSDT" }.Select((symbol, index) =>
            SyntheticMarket.Generate(symbol, Timeframe.D1, new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), 800, index + 3))],
        []);

    private static readonly IReadOnlyList<ParameterAxis> Axes = ModelAxes.Of(Configuration, []);

    private static readonly IReadOnlyList<ImmutableSortedDictionary<string, double>> Sets = ModelAxes.Grid(Configuration, Axes).Sets;

    private static readonly WalkForwardSettings Windows = new() { TrainDays = 180, TestDays = 90, StepDays = 90 };

    [Fact]
    public void Plan_ARun_LiesWithinItAndTestsNoDayTwice()
    {
        var plan = new ModelWalkForward(Configuration, Data).Plan(Windows);

        Assert.Equal(4, plan.Count);
        Assert.Equal((Configuration.Start, true), (plan[0].TrainStart, plan[^1].TestEnd <= Configuration.End));
        Assert.All(plan.Zip(plan.Skip(1)), pair => Assert.True(pair.First.TestEnd <= pair.Second.TestStart && pair.First.TrainEnd <= pair.First.TestStart));
    }

    [Fact]
    public void Evaluate_Windows_TestWhatWasBestBeforeThem()
    {
        var walk = new ModelWalkForward(Configuration, Data);

        foreach (var window in walk.Plan(Windows))
        {
            var result = walk.Evaluate(window, Sets, new SweepOptions(), TestContext.Current.CancellationToken);

            var sharpes = Sets.Select(set => Alone(set, window.TrainStart, window.TrainEnd).Metrics!.Sharpe ?? double.NegativeInfinity).ToList();
            var best = Sets[sharpes.IndexOf(sharpes.Max())];
            Assert.Equal((EvaluationOutcome.Evaluated, best), (result.Outcome, result.Parameters));
            Assert.Equal(Alone(best, window.TrainStart, window.TrainEnd).Metrics, result.InSample);
            var test = Alone(best, window.TestStart, window.TestEnd);
            Assert.Equal(test.Metrics, result.OutOfSample);
            Assert.Equal(test.Equity![^1], result.Returns.Aggregate(Configuration.BacktestInitialNav, (equity, change) => equity * (1 + change)), 1e-6);
            Assert.Equal(test.Metrics!.Trades, result.Trades.Count);
            Assert.All(result.OpenTicks, ticks => Assert.InRange(new DateTime(ticks, DateTimeKind.Utc), window.TestStart, window.TestEnd));
            Assert.All(result.Trades, trade => Assert.InRange(trade.EntryTime, window.TestStart, trade.ExitTime));
        }
    }

    [Fact]
    public void Evaluate_OtherFutures_ChangeNeitherChoiceNorWhatWasBefore()
    {
        foreach (var window in new ModelWalkForward(Configuration, Data).Plan(Windows))
        {
            var known = Evaluate(Data, window);
            var otherTest = Evaluate(After(window.TestStart), window);
            var otherFuture = Evaluate(After(window.TestEnd), window);

            Assert.Equal((known.Parameters, known.InSample), (otherTest.Parameters, otherTest.InSample));
            Assert.NotEqual(known.OutOfSample, otherTest.OutOfSample);
            Assert.Equal((known.Parameters, known.InSample, known.OutOfSample), (otherFuture.Parameters, otherFuture.InSample, otherFuture.OutOfSample));
        }

        static WindowResult Evaluate(ModelData data, WalkForwardWindow window) =>
            new ModelWalkForward(Configuration, data).Evaluate(window, Sets, new SweepOptions(), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Evaluate_WindowWithoutBars_SaysSo()
    {
        var before = new DateTime(2019, 1, 1, 0, 0, 0, DateTimeKind.Utc);

        var result = new ModelWalkForward(Configuration, Data).Evaluate(
            new WalkForwardWindow(0, before, before.AddDays(30), before.AddDays(30), before.AddDays(60)), Sets, new SweepOptions(), TestContext.Current.CancellationToken);

        Assert.Equal((EvaluationOutcome.InsufficientData, "window 0 has no bars to train or to test."), (result.Outcome, result.Reason));
    }

    [Fact]
    public void Examine_Models_JudgesTheirWindowsAndAllTrials()
    {
        var settings = new ExaminationSettings { WalkForward = Windows, Histories = 100 };
        var stages = new List<ExaminationStage>();

        var examination = ModelExaminer.Examine(Configuration, new ModelRun(Configuration, Data), Axes, settings, new Now(stages.Add), TestContext.Current.CancellationToken);

        Assert.Equal((6, 4, 4), (examination.Trials.Count, examination.WalkForward.Windows, examination.Windows!.Steps.Count));
        Assert.Equal(examination.Trials.Max(row => row.Metrics!.Sharpe), examination.Best.Metrics!.Sharpe);
        Assert.Equal(["CryptoMomentumModel_v1.short", "EquityTrendModel_v1.average"], examination.Windows.Parameters.Select(parameter => parameter.Name).Order());
        Assert.Null(examination.CrossValidation);
        Assert.DoesNotContain(examination.Checks, check => check.Name == "cross-validation");
        Assert.Equal([ExaminationStage.Trials, ExaminationStage.Selection, ExaminationStage.WalkForward], stages);
        Assert.InRange(examination.Strength, 0, 1);
        Assert.Equal(549, examination.Days);
    }

    private static SweepRow Alone(ImmutableSortedDictionary<string, double> set, DateTime from, DateTime to)
    {
        var part = Configuration with { Start = from, End = to, CloseAtEnd = true };
        return new ModelSweep(part, new ModelRun(part, Data)).Run(set);
    }

    // Bars from a time on are others; those before are the same.
    private static ModelData After(DateTime time) => new([.. Data.Bars.Select(bars =>
    {
        var first = bars.IndexAtOrAfter(time.Ticks);
        double[] Other(ReadOnlySpan<double> values)
        {
            var other = values.ToArray();
            for (var i = first; i < other.Length; i++)
                other[i] *= 1.2 + (0.05 * ((i % 7) + (i % 3)));
            return other;
        }

        return new BarSeries(
            bars.Symbol, bars.Timeframe, bars.OpenTicks.ToArray(), Other(bars.Open), Other(bars.High), Other(bars.Low), Other(bars.Close), bars.Volume.ToArray());
    })], []);

    private sealed class Now(Action<ExaminationStage> listener) : IProgress<ExaminationStage>
    {
        public void Report(ExaminationStage value) => listener(value);
    }
}
