using System.Collections.Immutable;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.Optimization;
using Serverless.Core.Optimization.Search;
using Serverless.Core.Optimization.Space;

namespace Serverless.Core.Tests.Optimization;

/// <summary>What holds of every optimiser, on a space with dimensions of all kinds and a constraint.</summary>
public sealed class OptimizerTests
{
    private const int Trials = 90;

    public static TheoryData<SearchMethod> Methods => Searches.Methods;

    [Theory]
    [MemberData(nameof(Methods))]
    public void Propose_AnySeed_GivesDifferentSetsOfTheSpace(SearchMethod method) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(4),
        Prop.ForAll<int>(seed =>
        {
            var log = Searches.Log(method, Searches.Mixed, Objective, Trials, 8, seed);
            Assert.Equal(Trials, log.Trials.Count);
            Assert.Equal(Enumerable.Range(0, Trials), log.Trials.Select(trial => trial.Proposal.Number));
            Assert.All(log.Trials, trial => Assert.True(Searches.Mixed.Contains(trial.Proposal.Parameters), Describe(trial.Proposal)));
            Assert.All(log.Trials, trial => Assert.InRange(trial.Proposal.Share, 0.1, 1));
            Assert.Equal(Trials, log.Trials.Select(trial => $"{Describe(trial.Proposal)} {trial.Proposal.Share}").Distinct().Count());
        }));

    [Theory]
    [MemberData(nameof(Methods))]
    public void Propose_SameSeed_GivesTheSameAndAnotherSeedOthers(SearchMethod method)
    {
        Assert.Equal(Sets(7), Sets(7));
        if (method != SearchMethod.Grid)
            Assert.NotEqual(Sets(7), Sets(8));

        string[] Sets(long seed) => [.. Searches.Log(method, Searches.Mixed, Objective, Trials, 8, seed).Trials.Select(trial => Describe(trial.Proposal))];
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Run_AnyNumberOfWorkers_GivesTheSameTrials(SearchMethod method) => Assert.Equal(
        Searches.Log(method, Searches.Mixed, Objective, Trials, 8, seed: 3, workers: 1).Trials.Select(trial => Describe(trial.Proposal)),
        Searches.Log(method, Searches.Mixed, Objective, Trials, 8, seed: 3, workers: 4).Trials.Select(trial => Describe(trial.Proposal)));

    [Theory]
    [MemberData(nameof(Methods))]
    public void Propose_AfterEveryStepFromItsCheckpointInANewOptimiser_GoesOnAsIfUninterrupted(SearchMethod method)
    {
        var expected = Searches.Log(method, Searches.Mixed, Objective, Trials, 7, seed: 5).Trials.Select(trial => Describe(trial.Proposal));
        var checkpoint = JsonSerializer.Serialize(SearchState.Start);
        var proposed = new List<string>();
        while (proposed.Count < Trials)
        {
            var state = JsonSerializer.Deserialize<SearchState>(checkpoint)!;
            var step = Optimizers.Create(method, Searches.Mixed, seed: 5, Trials).Propose(state, Math.Min(7, Trials - proposed.Count));
            proposed.AddRange(step.Proposals.Select(Describe));
            checkpoint = JsonSerializer.Serialize(step.State.Report(
                [.. step.Proposals.Select(proposal => Searches.Try(proposal, Objective).Observation)]));
        }

        Assert.Equal(expected, proposed);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Propose_SpaceSmallerThanTheBudget_TriesEverySetAndEnds(SearchMethod method)
    {
        var space = new SearchSpace([GridDimension.Integer("a", 1, 5), new ChoiceDimension("b", "x", "y", "z")], set => set["a"] + set["b"] < 6);

        var log = Searches.Log(method, space, proposal => proposal.Parameters["a"], 500, 4, seed: 2);

        Assert.Equal(12, log.Trials.Select(trial => Describe(trial.Proposal)).Distinct().Count());
        Assert.InRange(log.Trials.Count, 12, method == SearchMethod.Hyperband ? 30 : 12);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Propose_NothingSatisfiesTheConstraint_EndsAtOnce(SearchMethod method)
    {
        var space = new SearchSpace([new RealDimension("x", 0, 1)], _ => false);

        Assert.Empty(Optimizers.Create(method, space, seed: 1, trials: 10).Propose(SearchState.Start, 10).Proposals);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Propose_EverySetFails_GoesOnProposing(SearchMethod method) =>
        Assert.Equal(50, Searches.Log(method, Searches.Mixed, _ => null, 50, 5, seed: 1).Trials.Count);

    [Fact]
    public void Propose_OpenProposals_IsRefused()
    {
        var optimizer = Optimizers.Create(SearchMethod.Random, Searches.Mixed, seed: 1, trials: 10);
        var state = optimizer.Propose(SearchState.Start, 3).State;

        Assert.Contains("3 proposals have not been reported", Assert.Throws<ArgumentException>(() => optimizer.Propose(state, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("3 proposals are open, 0 observations", Assert.Throws<ArgumentException>(() => state.Report([])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_SeedsForAMethodWithoutUseForThem_IsRefused() => Assert.Contains(
        "Evolutionary can",
        Assert.Throws<ArgumentException>(() => Optimizers.Create(SearchMethod.Sobol, Searches.Mixed, 1, 10, ImmutableSortedDictionary<string, double>.Empty)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Create_SeedOutsideTheSpace_IsNamed()
    {
        var outside = ImmutableSortedDictionary<string, double>.Empty.Add("x", 2);
        var error = Assert.Throws<ArgumentException>(() =>
            Optimizers.Create(SearchMethod.Evolutionary, new SearchSpace([new RealDimension("x", 0, 1)]), 1, 10, outside));

        Assert.Contains("x=2 does not lie in the space", error.Message, StringComparison.Ordinal);
    }

    private static double? Objective(Proposal proposal) => Searches.MixedObjective(proposal.Parameters);

    private static string Describe(Proposal proposal) => string.Join(' ', proposal.Parameters.Select(pair => FormattableString.Invariant($"{pair.Key}={pair.Value:R}")));
}
