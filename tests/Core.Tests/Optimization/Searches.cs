using System.Collections.Immutable;
using Serverless.Core.Optimization;
using Serverless.Core.Optimization.Search;
using Serverless.Core.Optimization.Space;
using Serverless.Core.Optimization.Trials;
using Serverless.Core.Randomness;
using Serverless.Core.Strategies;

namespace Serverless.Core.Tests.Optimization;

/// <summary>Spaces and functions that searches are tried on.</summary>
internal static class Searches
{
    public static TheoryData<SearchMethod> Methods => [.. Enum.GetValues<SearchMethod>()];

    /// <summary>One dimension of each kind, and a constraint that excludes half of the box.</summary>
    public static SearchSpace Mixed { get; } = new(
        [
            GridDimension.Integer("fast", 2, 40),
            GridDimension.Integer("slow", 2, 40),
            new RealDimension("threshold", 0.001, 1, Spread.LogUniform),
            new RealDimension("weight", -1, 1, Spread.Normal),
            ChoiceDimension.Switch("short"),
            new ChoiceDimension("average", "simple", "exponential", "weighted"),
            new WeightedDimension(new ParameterDistribution("bars", 5, 80) { Step = 5, Spread = Spread.LogUniform }),
        ],
        set => set["fast"] < set["slow"]);

    /// <summary>A smooth figure of <see cref="Mixed"/> that a third of the sets fail to have.</summary>
    public static double? MixedObjective(ImmutableSortedDictionary<string, double> set) => set["average"] == 2
        ? null
        : -Math.Abs(set["fast"] - 10) - (Math.Abs(set["slow"] - 30) / 2) - Math.Abs(Math.Log(set["threshold"] / 0.02)) + set["short"] + set["weight"];

    public static IReadOnlyList<ImmutableSortedDictionary<string, double>> Run(
        SearchMethod method, SearchSpace space, Func<Proposal, double?> objective, int trials, int batchSize, long seed, int workers = 1) =>
        [.. Log(method, space, objective, trials, batchSize, seed, workers).Trials.Select(trial => trial.Proposal.Parameters)];

    public static TrialLog Log(
        SearchMethod method, SearchSpace space, Func<Proposal, double?> objective, int trials, int batchSize, long seed, int workers = 1) =>
        OptimizationLoop.Run(Optimizers.Create(method, space, seed, trials), proposal => Try(proposal, objective), trials, batchSize, workers);

    /// <summary>The largest value after so many trials.</summary>
    public static double BestOf(SearchMethod method, SearchSpace space, Func<Proposal, double?> objective, int trials, int batchSize, long seed) =>
        Log(method, space, objective, trials, batchSize, seed).Trials.Max(trial => trial.Objective)!.Value;

    public static Trial Try(Proposal proposal, Func<Proposal, double?> objective) => objective(proposal) is { } value
        ? new Trial(proposal, proposal.Share < 1 ? TrialStatus.Pruned : TrialStatus.Done, value, null, null, "data")
        : new Trial(proposal, TrialStatus.Failed, null, null, "there is none.", "data");

    /// <summary>Noise that belongs to a point: the same whenever it is tried.</summary>
    public static double NoiseAt(ImmutableSortedDictionary<string, double> set) =>
        new SeededRandom(1).Fork(string.Join(' ', set.Select(pair => FormattableString.Invariant($"{pair.Value:R}")))).NextGaussian();
}
