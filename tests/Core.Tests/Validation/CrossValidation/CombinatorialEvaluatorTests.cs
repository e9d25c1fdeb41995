using System.Collections.Immutable;
using Serverless.Core.Backtesting;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;
using Serverless.Core.Randomness;
using Serverless.Core.Strategies;
using Serverless.Core.Tests.Strategies;
using Serverless.Core.Validation.CrossValidation;

namespace Serverless.Core.Tests.Validation.CrossValidation;

public sealed class CombinatorialEvaluatorTests
{
    private static readonly BacktestSettings Settings = new();
    private static readonly BarSeries Bars = RandomBars.Create(new SeededRandom(61), 1_500);
    private static readonly StrategyTemplate Template = StrategyCatalog.Get("sma-cross");
    private static readonly CombinatorialSettings Six = new() { Groups = 6, TestGroups = 2, PurgeBars = 2, EmbargoBars = 10 };
    private static readonly IReadOnlyList<ImmutableSortedDictionary<string, double>> Candidates =
        ParameterNeighbourhood.Around(Template, Parameters(20, 50), 8);

    [Fact]
    public void Evaluate_Paths_CoverTheHistoryWithReturnsOfTheChosen()
    {
        var result = Evaluate(Bars);

        Assert.Null(result.Failure);
        Assert.Equal((15, 5), (result.Splits.Count, result.Paths.Length));
        Assert.All(result.Paths, path => Assert.Equal(Bars.Count, path.Length));
        Assert.Equal(result.PathSharpes.Average(), result.MeanSharpe);

        // Path 0 takes groups 0 and 1, which are one block, from split 0.
        var first = Backtester.Run(Bars, Template, result.Splits[0].Parameters, Settings with { CloseAtEnd = true }, ..500);
        var returns = new double[500];
        EquityReturns.Compute(Settings.InitialEquity, first.Equity, returns);
        Assert.Equal(returns, result.Paths[0][..500]);
        Assert.Equal(first.Metrics!.Sharpe, result.Splits[0].OutOfSample);
    }

    [Fact]
    public void Evaluate_LastGroupReplaced_LeavesChoicesAloneThatTestIt()
    {
        var before = Evaluate(Bars);
        var after = Evaluate(RandomBars.WithOtherFuture(Bars, 1_249, new SeededRandom(62)));

        foreach (var (left, right) in before.Splits.Zip(after.Splits).Where(pair => pair.First.TestGroups.Contains(5)))
            Assert.Equal((left.Parameters, left.InSample), (right.Parameters, right.InSample));
        Assert.NotEqual(before.PathSharpes, after.PathSharpes);
    }

    [Fact]
    public void Evaluate_StrategyFails_GivesTheReason()
    {
        var template = new PlantedTemplate((_, bar, _) => bar == 700 ? double.NaN : 1);
        using var indicators = new IndicatorSet(Bars, Settings.Market);

        var result = CombinatorialEvaluator.Evaluate(
            indicators, template, [PlantedTemplate.NoParameters], Settings, Six, CancellationToken.None);

        Assert.StartsWith("split 1: ", result.Failure, StringComparison.Ordinal); // groups 0 and 2: bar 700 is in group 2
        Assert.Contains("NaN", result.Failure, StringComparison.Ordinal);
        Assert.Empty(result.Paths);
        Assert.Null(result.LosingPaths);
    }

    [Fact]
    public void Evaluate_NothingToTrainOn_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => Evaluate(Bars, Six with { TestGroups = 5, PurgeBars = 400 }));
        Assert.Contains("has no bar to train on", error.Message, StringComparison.Ordinal);
    }

    private static CombinatorialResult Evaluate(BarSeries bars, CombinatorialSettings? settings = null)
    {
        using var indicators = new IndicatorSet(bars, Settings.Market);
        return CombinatorialEvaluator.Evaluate(indicators, Template, Candidates, Settings, settings ?? Six, CancellationToken.None);
    }

    private static ImmutableSortedDictionary<string, double> Parameters(double fast, double slow) =>
        ImmutableSortedDictionary<string, double>.Empty.Add("fast", fast).Add("slow", slow);
}
