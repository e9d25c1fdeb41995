namespace Serverless.Core.Validation.Overfitting;

/// <summary>
/// Performance over two parameters: for each pair of their values, the mean and the best score of the points that have it, whatever their
/// other parameters. Rows follow <paramref name="Y"/>, columns <paramref name="X"/>; null where no point has a score.
/// </summary>
/// <param name="X">Different values of the first parameter, ascending.</param>
/// <param name="Y">Different values of the second parameter, ascending.</param>
/// <param name="Mean"><c>[row][column]</c>.</param>
/// <param name="Best"><c>[row][column]</c>.</param>
public sealed record ParameterSurface(double[] X, double[] Y, double?[][] Mean, double?[][] Best)
{
    /// <summary>Cuts a surface out of all points.</summary>
    /// <param name="points">Sets that were tried; each has both parameters.</param>
    /// <param name="x">Name of the first parameter.</param>
    /// <param name="y">Name of the second parameter.</param>
    /// <exception cref="ArgumentException">A point lacks a parameter.</exception>
    public static ParameterSurface Of(IReadOnlyList<ParameterScore> points, string x, string y)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.FirstOrDefault(point => !point.Parameters.ContainsKey(x) || !point.Parameters.ContainsKey(y)) is { } lacking)
            throw new ArgumentException($"A point has no '{x}' or no '{y}'; it has {string.Join(", ", lacking.Parameters.Keys)}.", nameof(points));
        double[] columns = [.. points.Select(point => point.Parameters[x]).Distinct().Order()];
        double[] rows = [.. points.Select(point => point.Parameters[y]).Distinct().Order()];
        var cells = points.Where(point => point.Score is not null).ToLookup(point => (point.Parameters[x], point.Parameters[y]), point => point.Score);
        return new ParameterSurface(
            columns,
            rows,
            Array.ConvertAll(rows, row => Array.ConvertAll(columns, column => cells[(column, row)].Average())),
            Array.ConvertAll(rows, row => Array.ConvertAll(columns, column => cells[(column, row)].Max())));
    }
}
