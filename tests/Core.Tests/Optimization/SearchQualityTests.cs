using Serverless.Core.Optimization;
using Serverless.Core.Optimization.Search;
using Serverless.Core.Optimization.Space;

namespace Serverless.Core.Tests.Optimization;

/// <summary>
/// Searches that learn against random search with the same number of trials, seed by seed. Were they equal, so many pairs would be won with
/// a probability below 0.025 (binomial): 118 of 200, 22 of 30, 15 of 20, 10 of 12. The seeds are fixed, so that this is no matter of luck in a run.
/// </summary>
public sealed class SearchQualityTests
{
    private static readonly SearchSpace BraninBox = new([new RealDimension("x", -5, 10), new RealDimension("y", 0, 15)]);
    private static readonly SearchSpace RosenbrockBox = new([new RealDimension("x", -2, 2), new RealDimension("y", -1, 3)]);
    private static readonly SearchSpace Windows = new(
        [GridDimension.Integer("fast", 1, 100), GridDimension.Integer("slow", 1, 200), new ChoiceDimension("kind", "a", "b", "c", "d")]);

    [Theory]
    [InlineData(SearchMethod.Evolutionary, 60, 200, 118)]
    [InlineData(SearchMethod.Bayesian, 40, 12, 10)]
    public void Branin_SameNumberOfTrials_BeatsRandomSearch(SearchMethod method, int trials, int seeds, int needed) =>
        AssertBeatsRandom(method, BraninBox, Branin, trials, seeds, needed);

    [Theory]
    [InlineData(SearchMethod.Evolutionary, 100, 200, 118)]
    [InlineData(SearchMethod.Bayesian, 60, 20, 15)]
    public void Rosenbrock_SameNumberOfTrials_BeatsRandomSearch(SearchMethod method, int trials, int seeds, int needed) =>
        AssertBeatsRandom(method, RosenbrockBox, Rosenbrock, trials, seeds, needed);

    // Judged by the plateau without its noise: a search that follows noise finds no more than a random one.
    [Theory]
    [InlineData(SearchMethod.Evolutionary, 100, 200, 118)]
    [InlineData(SearchMethod.Bayesian, 50, 12, 10)]
    public void NoisyPlateau_SameNumberOfTrials_BeatsRandomSearch(SearchMethod method, int trials, int seeds, int needed) => AssertBeatsRandom(
        method, Windows, proposal => Plateau(proposal) + (0.1 * Searches.NoiseAt(proposal.Parameters)), trials, seeds, needed, Plateau);

    // Early stopping: the same amount of data read in all, where a part of the data gives a figure with more noise.
    [Fact]
    public void NoisyPlateau_Hyperband_BeatsRandomSearchOnTheSameAmountOfData()
    {
        var wins = Enumerable.Range(0, 30).Sum(seed =>
        {
            var log = Searches.Log(SearchMethod.Hyperband, Windows, Early, 66, 6, seed).Trials;
            var budget = (int)Math.Ceiling(log.Sum(trial => trial.Proposal.Share));
            var early = Plateau(log.Where(trial => trial.Proposal.Share == 1).MaxBy(trial => trial.Objective)!.Proposal);
            var random = Plateau(Searches.Log(SearchMethod.Random, Windows, Early, budget, 6, seed + 1000).Best!.Proposal);
            return early > random ? 1 : early < random ? 0 : 0.5;
        });

        Assert.True(wins >= 22, $"Hyperband won {wins} of 30.");
        static double? Early(Proposal proposal) => Plateau(proposal) + (0.05 / Math.Sqrt(proposal.Share) * Searches.NoiseAt(proposal.Parameters));
    }

    // Sets that are seeds are tried first, and what is bred from good ones is good sooner.
    [Fact]
    public void Rosenbrock_SeededWithTheBestOfAnEarlierSearch_IsBetterThanFromNothing()
    {
        var wins = Enumerable.Range(0, 30).Sum(seed =>
        {
            var coarse = Searches.Log(SearchMethod.Grid, RosenbrockBox, Rosenbrock, 25, 5, seed).Top(5);
            var seeded = Optimizers.Create(SearchMethod.Evolutionary, RosenbrockBox, seed, 40, [.. coarse.Select(trial => trial.Proposal.Parameters)]);
            var log = OptimizationLoop.Run(seeded, proposal => Searches.Try(proposal, Rosenbrock), 40, 5);
            Assert.Equal(coarse.Select(trial => trial.Proposal.Parameters.Values), log.Trials.Take(5).Select(trial => trial.Proposal.Parameters.Values));
            Assert.True(log.Trials.Max(trial => trial.Proposal.Generation) > 1);
            return log.Best!.Objective > Searches.BestOf(SearchMethod.Evolutionary, RosenbrockBox, Rosenbrock, 40, 5, seed + 1000) ? 1 : 0;
        });

        Assert.True(wins >= 22, $"The seeded search won {wins} of 30.");
    }

    private static void AssertBeatsRandom(
        SearchMethod method, SearchSpace space, Func<Proposal, double?> objective, int trials, int seeds, int needed, Func<Proposal, double>? judge = null)
    {
        var wins = Enumerable.Range(0, seeds).Sum(seed =>
        {
            var (learned, random) = (Best(method, seed), Best(SearchMethod.Random, seed + 1000));
            return learned > random ? 1 : learned < random ? 0 : 0.5;
        });

        Assert.True(wins >= needed, $"{method} won {wins} of {seeds}.");

        double Best(SearchMethod kind, int seed)
        {
            var best = Searches.Log(kind, space, objective, trials, batchSize: 5, seed).Best!;
            return judge is null ? best.Objective!.Value : judge(best.Proposal);
        }
    }

    private static double? Branin(Proposal proposal)
    {
        var (x, y) = (proposal.Parameters["x"], proposal.Parameters["y"]);
        var bend = y - (5.1 / (4 * Math.PI * Math.PI) * x * x) + (5 / Math.PI * x) - 6;
        return -((bend * bend) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(x)) + 10);
    }

    private static double? Rosenbrock(Proposal proposal)
    {
        var (x, y) = (proposal.Parameters["x"], proposal.Parameters["y"]);
        return -(Math.Pow(1 - x, 2) + (100 * Math.Pow(y - (x * x), 2)));
    }

    // Flat at 1 around (30, 120) for one kind, falling off to all sides: what a robust region of parameters looks like.
    private static double Plateau(Proposal proposal)
    {
        var set = proposal.Parameters;
        var distance = Math.Sqrt(Math.Pow((set["fast"] - 30) / 25, 2) + Math.Pow((set["slow"] - 120) / 50, 2)) + (set["kind"] == 2 ? 0 : 0.5);
        return 1 - Math.Max(0, distance - 0.3);
    }
}
