using System.Collections.Immutable;

namespace Serverless.Core.Validation.Overfitting;

/// <summary>
/// Whether a choice of parameters stands on a plateau or on a peak: what neighbours reach that differ by at most one level in every
/// parameter, where the levels of a parameter are its different values among all points. A neighbour without a score counts as 0.
/// </summary>
/// <param name="Chosen">Score of the choice.</param>
/// <param name="Neighbours">Number of neighbours among the points.</param>
/// <param name="NeighbourMean">Their mean score; null without neighbours.</param>
/// <param name="WorstNeighbour">Their lowest score; null without neighbours.</param>
/// <param name="PlateauScore">
/// Mean over neighbours of <c>score ÷ chosen</c>, each cut to 0 … 1: 1 where no step costs anything, 0 where every step loses all. Null when
/// the choice scores 0 or less, or has no neighbours.
/// </param>
public sealed record ParameterPlateau(
    double Chosen, int Neighbours, double? NeighbourMean, double? WorstNeighbour, double? PlateauScore)
{
    /// <summary>Looks around <paramref name="chosen"/>.</summary>
    /// <param name="points">All sets that were tried, each once, with the same names of parameters.</param>
    /// <param name="chosen">One of them, with a score.</param>
    /// <exception cref="ArgumentException">The choice is not among the points, or has no score; or names differ.</exception>
    public static ParameterPlateau Around(IReadOnlyList<ParameterScore> points, ImmutableSortedDictionary<string, double> chosen)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(chosen);
        if (points.FirstOrDefault(point => !point.Parameters.Keys.SequenceEqual(chosen.Keys)) is { } other)
        {
            throw new ArgumentException(
                $"A point has the parameters {string.Join(", ", other.Parameters.Keys)}, the choice has {string.Join(", ", chosen.Keys)}.", nameof(points));
        }

        if (points.FirstOrDefault(point => point.Parameters.Values.SequenceEqual(chosen.Values))?.Score is not { } score)
            throw new ArgumentException("The choice must be one of the points and have a score.", nameof(chosen));

        var levels = chosen.Keys.ToDictionary(name => name, name => Levels(points, name));
        double[] neighbours =
        [
            .. points.Where(point => Distance(levels, point.Parameters, chosen) == 1).Select(point => point.Score ?? 0),
        ];
        return neighbours.Length == 0
            ? new ParameterPlateau(score, 0, null, null, null)
            : new ParameterPlateau(
                score,
                neighbours.Length,
                neighbours.Average(),
                neighbours.Min(),
                score > 0 ? neighbours.Average(neighbour => Math.Clamp(neighbour / score, 0, 1)) : null);
    }

    private static double[] Levels(IReadOnlyList<ParameterScore> points, string name) =>
        [.. points.Select(point => point.Parameters[name]).Distinct().Order()];

    private static int Distance(
        Dictionary<string, double[]> levels, ImmutableSortedDictionary<string, double> x, ImmutableSortedDictionary<string, double> y) =>
        levels.Max(level => Math.Abs(Array.BinarySearch(level.Value, x[level.Key]) - Array.BinarySearch(level.Value, y[level.Key])));
}
