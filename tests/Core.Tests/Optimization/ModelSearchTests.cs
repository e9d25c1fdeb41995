using System.Collections.Immutable;
using Serverless.Core.Backtesting.Models;
using Serverless.Core.MarketData;
using Serverless.Core.Optimization;
using Serverless.Core.Optimization.Trials;
using Serverless.Core.Tests.Backtesting.Models;
using Serverless.Core.Validation.Overfitting;

namespace Serverless.Core.Tests.Optimization;

public sealed class ModelSearchTests
{
    private static readonly PlatformConfiguration Configuration = PlatformTexts.Read("""
        timeframe: 1d
        start: 2021-01-01
        end: 2022-01-01
        models:
          EquityTrendModel_v1: {budget: 0.6}
          CryptoMomentumModel_v1: {budget: 0.15}
        search: {EquityTrendModel_v1: {average: 50..150:50}, CryptoMomentumModel_v1: {short: 20..40:20}}
        """);

    private static readonly ModelData Data = new(
        [.. new[] { "SPY", "QQQ", "BTCUSDT", "ETHUSDT" }.Select((symbol, index) =>
            SyntheticMarket.Generate(symbol, Timeframe.D1, new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), 800, index + 3))],
        []);

    [Theory]
    [InlineData(SearchMethod.Grid)]
    [InlineData(SearchMethod.Evolutionary)]
    [InlineData(SearchMethod.Bayesian)]
    public void Run_AnyNumberOfWorkers_FindsTheSame(SearchMethod method)
    {
        var settings = Settings with { Method = method };

        var one = Search(settings, workers: 1);
        var many = Search(settings, workers: 3);

        Assert.Equal(one.Trials.Select(trial => (trial.Objective, trial.Metrics)), many.Trials.Select(trial => (trial.Objective, trial.Metrics)));
        Assert.Equal((one.Best, one.OutOfSample!.Metrics, one.Multiplicity), (many.Best, many.OutOfSample!.Metrics, many.Multiplicity));
        Assert.Equal(6, one.Trials.Select(trial => (trial.Proposal.Parameters["EquityTrendModel_v1.average"], trial.Proposal.Parameters["CryptoMomentumModel_v1.short"])).Distinct().Count());
    }

    [Fact]
    public void Try_LastPartOfTheTime_IsKeptBack()
    {
        var result = Search(Settings with { TestShare = 0.25 }, workers: 1);

        // A year, of which a quarter is 91 days.
        var cut = new DateTime(2021, 10, 1, 0, 0, 0, DateTimeKind.Utc);
        var best = result.Trials[result.Best!.Value].Proposal.Parameters;
        Assert.Equal(Alone(Configuration with { End = cut }, best), result.Trials[result.Best.Value].Metrics);
        Assert.Equal(Alone(Configuration with { Start = cut }, best), result.OutOfSample!.Metrics);
        Assert.Null(Search(Settings with { TestShare = 0 }, workers: 1).OutOfSample);
    }

    [Fact]
    public void Check_Hyperband_IsRefused() => Assert.Contains(
        "models are run on all of them", Assert.Throws<ArgumentException>(() => ModelSearch.Check(Settings with { Method = SearchMethod.Hyperband })).Message, StringComparison.Ordinal);

    [Fact]
    public void RangesOf_GivenOrConfigured_AreAllowed()
    {
        Assert.Equal([("CryptoMomentumModel_v1.short", 2), ("EquityTrendModel_v1.average", 3)], Settings.Ranges.Select(range => (range.Name, range.Values.Count)));
        Assert.Equal(("EquityTrendModel_v1.average", 60), ModelSearch.RangesOf(Configuration, ["EquityTrendModel_v1.average=60"]) is [var one] ? (one.Name, one.Min) : default);
        Assert.Equal([50, 60, 90], ModelSearch.RangesOf(Configuration, ["EquityTrendModel_v1.average=50,60,90"])[0].Values);
        Assert.Contains("whole number", Assert.Throws<ArgumentException>(() => ModelSearch.RangesOf(Configuration, ["EquityTrendModel_v1.average=50,60.5,90"])).Message, StringComparison.Ordinal);
        Assert.Contains("whole number from 20 to 400", Assert.Throws<ArgumentException>(() => ModelSearch.RangesOf(Configuration, ["EquityTrendModel_v1.average=5..50:5"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DeflatedSharpe_OfASearch_IsThatOfItsBestAmongAllSets()
    {
        var result = Search(Settings, workers: 1);
        var best = result.Trials[result.Best!.Value].Metrics!;
        var estimate = new SharpeEstimate(best.Sharpe!.Value / Math.Sqrt(best.BarsPerYear), best.Bars, best.Skewness!.Value, best.ExcessKurtosis!.Value + 3);

        var deflated = DeflatedSharpe.Of(result)!;

        Assert.Equal(DeflatedSharpe.Of(estimate, 6, result.Multiplicity.SharpeVariance!.Value / best.BarsPerYear), deflated);
        Assert.True(deflated.Probability < estimate.ProbabilityAbove(0));
        Assert.Null(DeflatedSharpe.Of(result with { Trials = [] }));
        Assert.Equal(estimate.ProbabilityAbove(0), DeflatedSharpe.Of(result with { Multiplicity = new(1, null) })!.Probability);
    }

    private static SearchSettings Settings { get; } = new()
    {
        Method = SearchMethod.Grid,
        Trials = 6,
        BatchSize = 4,
        Objective = new("sharpe"),
        Ranges = ModelSearch.RangesOf(Configuration, []),
    };

    private static OptimizationResult Search(SearchSettings settings, int workers) =>
        OptimizationLoop.Run(new ModelSearch(Configuration, new ModelRun(Configuration, Data), settings), settings, workers);

    private static Serverless.Core.Metrics.PerformanceMetrics? Alone(PlatformConfiguration configuration, ImmutableSortedDictionary<string, double> set) =>
        new ModelSweep(configuration, new ModelRun(configuration, Data)).Run(set).Metrics;
}
