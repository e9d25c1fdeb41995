using System.Globalization;
using MathNet.Numerics.Distributions;
using Serverless.Core.Optimization.Points;
using Serverless.Core.Optimization.Space;
using Serverless.Core.Randomness;

namespace Serverless.Core.Optimization.Search;

/// <summary>
/// Bayesian search: a Gaussian process is fitted to what was observed, and the set with the largest expected improvement (Jones, Schonlau
/// and Welch, 1998) over the best expectation is proposed. Within a batch, a proposed set is taken to turn out as expected (Ginsbourger,
/// Le Riche and Carraro, 2010, the kriging believer). Disasters are cut off, at a depth below the median of twice the
/// height of the best above it, and what failed counts as one: where bad sets lie matters, not how bad they are.
/// </summary>
/// <param name="space">The space.</param>
/// <param name="fresh">Points that it begins with.</param>
/// <param name="seed">Seed of what it draws.</param>
public sealed class BayesianSearch(SearchSpace space, IPointSource fresh, long seed) : IOptimizer
{
    private const int FirstDraws = 10;
    private const int Candidates = 200;
    private const int Centres = 5;
    private const int AroundEach = 20;

    // The fit takes time with their number cubed; the best and the newest know most.
    private const int MostBest = 60;
    private const int MostNew = 60;
    private const double DepthBelowMedian = 2;

    private readonly SeededRandom random = new(seed);

    /// <inheritdoc/>
    public SearchStep Propose(SearchState state, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var batch = new ProposalBatch(space, fresh, state);
        var (points, scores) = state.Observations.Count < FirstDraws ? ([], []) : Known(state);
        var kernel = points.Count == 0 ? null : GaussianProcess.MostLikely(space, points, scores);
        while (batch.Count < count && (TryAddPromising(batch, points, scores, kernel) || batch.TryAddFresh()))
        {
        }

        return batch.Close();
    }

    private (List<double[]> Points, List<double> Scores) Known(SearchState state)
    {
        var best = state.Observations.OrderByDescending(observation => observation.Objective).Take(MostBest);
        var known = best.Union(state.Observations.TakeLast(MostNew)).ToList();
        double[] values = [.. state.Observations.Where(observation => observation.Objective is not null).Select(observation => observation.Objective!.Value).Order()];
        if (values.Length == 0)
            return ([], []);
        var median = values[values.Length / 2];
        var floor = Math.Max(values[0], median - (DepthBelowMedian * (values[^1] - median)));
        double[] scores = [.. known.Select(observation => Math.Max(observation.Objective ?? floor, floor))];
        var mean = scores.Average();
        return (known.ConvertAll(observation => space.QuantilesOf(observation.Parameters)), [.. scores.Select(score => score - mean)]);
    }

    private bool TryAddPromising(ProposalBatch batch, List<double[]> points, List<double> scores, GaussianProcess.Kernel? kernel)
    {
        if (kernel is null)
            return false;
        var process = new GaussianProcess(space, points, scores, kernel);
        var own = random.Fork(string.Create(CultureInfo.InvariantCulture, $"proposal {batch.NextNumber}"));
        var expected = points.Select(point => (Point: point, process.Predict(point).Mean)).OrderByDescending(item => item.Mean).ToList();
        foreach (var candidate in Draw(own, expected.Take(Centres).Select(item => item.Point))
            .OrderByDescending(candidate => Improvement(process.Predict(candidate), expected[0].Mean)))
        {
            if (!batch.TryAdd(space.At(candidate), generation: 0))
                continue;
            points.Add(candidate);
            scores.Add(process.Predict(candidate).Mean);
            return true;
        }

        return false;
    }

    private IEnumerable<double[]> Draw(SeededRandom own, IEnumerable<double[]> centres)
    {
        for (var i = 0; i < Candidates; i++)
            yield return [.. space.Dimensions.Select(_ => own.NextDouble())];
        foreach (var centre in centres)
        {
            for (var i = 0; i < AroundEach; i++)
            {
                // From a step of a tenth down to a thousandth of a range.
                var step = 0.1 * Math.Pow(0.01, i / (AroundEach - 1.0));
                yield return [.. centre.Select(coordinate => Math.Clamp(coordinate + (step * own.NextGaussian()), 0, 1))];
            }
        }
    }

    private static double Improvement((double Mean, double Deviation) prediction, double best)
    {
        if (prediction.Deviation == 0)
            return Math.Max(prediction.Mean - best, 0);
        var z = (prediction.Mean - best) / prediction.Deviation;
        return prediction.Deviation * ((z * Normal.CDF(0, 1, z)) + Normal.PDF(0, 1, z));
    }
}
