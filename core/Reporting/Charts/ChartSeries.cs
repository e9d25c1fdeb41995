namespace Serverless.Core.Reporting.Charts;

/// <summary>One line of a chart.</summary>
/// <param name="Name">Its name.</param>
/// <param name="X">UTC ticks or days, ascending.</param>
/// <param name="Y">As many values; the line has gaps where they are not finite.</param>
public sealed record ChartSeries(string Name, double[] X, double[] Y)
{
    /// <summary>A line over time; null values are gaps.</summary>
    public static ChartSeries Over(string name, IReadOnlyList<long> ticks, IEnumerable<double?> values) =>
        new(name, [.. ticks.Select(tick => (double)tick)], [.. values.Select(value => value ?? double.NaN)]);

    /// <summary>A line over time.</summary>
    public static ChartSeries Over(string name, IReadOnlyList<long> ticks, double[] values) => new(name, [.. ticks.Select(tick => (double)tick)], values);
}
