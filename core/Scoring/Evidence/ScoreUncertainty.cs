using Serverless.Core.Metrics;
using Serverless.Core.Validation;
using Serverless.Core.Validation.Bootstrap;

namespace Serverless.Core.Scoring.Evidence;

/// <summary>
/// Where scores and ranks could have lain: the days of all strategies are resampled together, and every history is scored and ranked anew.
/// The score moves by what its parts from Sharpe ratio, volatility and drawdown of daily returns move; persistence is kept. An interval is
/// the score, which was measured on bars, plus the quantiles of these moves.
/// </summary>
internal static class ScoreUncertainty
{
    private const double Tail = 0.05;

    /// <summary>Intervals of score and rank of each strategy.</summary>
    /// <param name="returns">Daily returns.</param>
    /// <param name="scores">Score of each.</param>
    /// <param name="weights">Weights of the score.</param>
    /// <param name="daysPerYear">Periods of a year.</param>
    /// <param name="resampler">Draws histories.</param>
    /// <param name="settings">How many.</param>
    public static (Interval[] Scores, Interval[] Ranks) Measure(
        ReturnMatrix returns, double[] scores, ScoreWeights weights, double daysPerYear, IResampler resampler, BootstrapSettings settings)
    {
        var strategies = returns.Strategies;
        var figures = new PathFigures(returns);
        int[] inOrder = [.. Enumerable.Range(0, returns.Periods)];
        var found = new double[strategies];
        MovingParts(figures, figures.CreateBuffers(), inOrder, daysPerYear, weights, found);
        var drawnScores = new double[strategies][];
        var drawnRanks = new double[strategies][];
        for (var k = 0; k < strategies; k++)
            (drawnScores[k], drawnRanks[k]) = (new double[settings.Replications], new double[settings.Replications]);

        Replications.Run(resampler, returns.Periods, settings, () => (Scores: new double[strategies], Order: new int[strategies], Figures: figures.CreateBuffers()), (replication, indices, buffers) =>
        {
            MovingParts(figures, buffers.Figures, indices, daysPerYear, weights, buffers.Scores);
            for (var k = 0; k < strategies; k++)
            {
                buffers.Scores[k] = -(scores[k] + buffers.Scores[k] - found[k]);
                buffers.Order[k] = k;
                drawnScores[k][replication] = -buffers.Scores[k];
            }

            Array.Sort(buffers.Scores, buffers.Order);
            for (var rank = 0; rank < strategies; rank++)
                drawnRanks[buffers.Order[rank]][replication] = rank + 1;
        });
        return (Array.ConvertAll(drawnScores, IntervalOf), Array.ConvertAll(drawnRanks, IntervalOf));
    }

    private static void MovingParts(
        PathFigures figures, PathFigures.Buffers buffers, ReadOnlySpan<int> days, double daysPerYear, ScoreWeights weights, double[] parts)
    {
        figures.Walk(days, buffers);
        for (var k = 0; k < parts.Length; k++)
        {
            var (sum, squares) = (buffers.Sums[k], buffers.Squares[k]);
            var mean = sum / days.Length;
            var deviation = Math.Sqrt(Math.Max(0, (squares - (mean * sum)) / (days.Length - 1)));
            var sharpe = deviation > 0 ? mean / deviation * Math.Sqrt(daysPerYear) : 0;
            parts[k] = 100 * UnifiedScore.Moving(sharpe, buffers.Depths[k], deviation * Math.Sqrt(daysPerYear), weights);
        }
    }

    private static Interval IntervalOf(double[] values)
    {
        Array.Sort(values);
        return new Interval(values[(int)(Tail * (values.Length - 1))], values[(int)Math.Ceiling((1 - Tail) * (values.Length - 1))]);
    }
}
