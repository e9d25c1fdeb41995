using System.Collections.Immutable;
using System.Text.Json;
using Serverless.Core.Backtesting;
using Serverless.Core.Indicators;
using Serverless.Core.Optimization;
using Serverless.Core.Optimization.Objectives;
using Serverless.Core.Optimization.Search;
using Serverless.Core.Optimization.Space;
using Serverless.Core.Optimization.Trials;
using Serverless.Core.Randomness;
using Serverless.Core.Strategies;
using Serverless.Core.Tests.Strategies;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.Optimization;

public sealed class TrialTests
{
    private static readonly StrategyTemplate Template = StrategyCatalog.Get("sma-cross");
    private static readonly ImmutableSortedDictionary<string, double> Set =
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("fast", 10.0), KeyValuePair.Create("slow", 40.0)]);

    [Fact]
    public void Run_Share_IsTheBacktestOfTheFirstBars()
    {
        using var indicators = new IndicatorSet(RandomBars.Create(new SeededRandom(1), 1000), Market.Crypto);

        var trial = Run(indicators, new Objective("totalReturn"), new Proposal(0, Set, Share: 1 / 3.0));

        var expected = Backtester.Run(indicators.Bars, Template, Set, new BacktestSettings { CloseAtEnd = true }, 100..334);
        Assert.Equal(expected.Metrics, trial.Metrics);
        Assert.Equal((TrialStatus.Pruned, expected.Metrics!.TotalReturn, "sha"), (trial.Status, trial.Objective!.Value, trial.DataHash));
    }

    [Fact]
    public void Run_Outcomes_AreRecordedWithReason()
    {
        using var indicators = new IndicatorSet(RandomBars.Create(new SeededRandom(1), 1000), Market.Crypto);
        var demanding = new Objective("sharpe") { Limits = [new FigureLimit("trades", AtLeast: 10_000)] };

        var done = Run(indicators, new Objective(), new Proposal(0, Set));
        var rejected = Run(indicators, demanding, new Proposal(1, Set));
        var failed = Run(indicators, new Objective(), new Proposal(2, Set.SetItem("fast", 50)));

        Assert.Equal((TrialStatus.Done, null, true), (done.Status, done.Reason, done.Metrics is not null));
        Assert.Equal((TrialStatus.Rejected, true, null), (rejected.Status, rejected.Metrics is not null, rejected.Objective));
        Assert.StartsWith("trades >= 10000 is not kept", rejected.Reason, StringComparison.Ordinal);
        Assert.Equal((TrialStatus.Failed, null, null), (failed.Status, failed.Metrics, failed.Objective));
        Assert.Contains("fast < slow", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Hyperband_NeverLooksBeyondTheShare()
    {
        var bars = RandomBars.Create(new SeededRandom(2), 1200);
        var other = RandomBars.WithOtherFuture(bars, 399, new SeededRandom(3));
        using var indicators = new IndicatorSet(bars, Market.Crypto);
        using var indicatorsOfOther = new IndicatorSet(other, Market.Crypto);
        var proposal = new Proposal(0, Set, Share: 0.25);

        Assert.Equal(Run(indicators, new Objective(), proposal).Metrics, Run(indicatorsOfOther, new Objective(), proposal).Metrics);
    }

    [Fact]
    public void Multiplicity_PrunedAndRejected_Count()
    {
        using var indicators = new IndicatorSet(RandomBars.Create(new SeededRandom(4), 1500), Market.Crypto);
        var objective = new Objective("sharpe") { Limits = [new FigureLimit("trades", AtLeast: 20)] };

        var log = OptimizationLoop.Run(
            Optimizers.Create(SearchMethod.Hyperband, SearchSpace.Of(Template), seed: 1, trials: 40),
            proposal => Run(indicators, objective, proposal), trials: 40, batchSize: 6);

        var sets = log.Trials.GroupBy(trial => (trial.Proposal.Parameters["fast"], trial.Proposal.Parameters["slow"])).ToList();
        var multiplicity = log.Multiplicity();
        Assert.InRange(sets.Count, 10, 39);
        Assert.Equal([TrialStatus.Done, TrialStatus.Pruned, TrialStatus.Rejected], log.Trials.Select(trial => trial.Status).Distinct().Order());
        Assert.Equal(sets.Count, multiplicity.ParameterSets);
        double[] sharpes = [.. sets.Select(set => set.OrderBy(trial => trial.Proposal.Share).Last().Metrics!.Sharpe).OfType<double>()];
        Assert.Equal(sharpes.Sum(s => Math.Pow(s - sharpes.Average(), 2)) / (sharpes.Length - 1), multiplicity.SharpeVariance!.Value, 1e-9);
        Assert.Equal(log.Trials.Where(trial => trial.Status == TrialStatus.Done).Max(trial => trial.Objective), log.Best!.Objective);
    }

    [Fact]
    public void Trial_ThroughJson_IsTheSame()
    {
        using var indicators = new IndicatorSet(RandomBars.Create(new SeededRandom(1), 1000), Market.Crypto);
        var trial = Run(indicators, new Objective(), new Proposal(3, Set, 0.5, 2));

        var copy = JsonSerializer.Deserialize<Trial>(JsonSerializer.Serialize(trial))!;

        Assert.Equal(trial.Proposal.Parameters, copy.Proposal.Parameters);
        Assert.Equal(trial with { Proposal = copy.Proposal }, copy);
    }

    private static Trial Run(IndicatorSet indicators, Objective objective, Proposal proposal) =>
        TrialRun.Run(indicators, Template, new BacktestSettings(), 100..^200, objective, proposal, "sha");
}
