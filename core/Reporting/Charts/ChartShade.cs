namespace Serverless.Core.Reporting.Charts;

/// <summary>A span of time that is shaded over the height of a chart.</summary>
/// <param name="Name">What it means; spans of one name are shaded alike.</param>
/// <param name="FromTicks">UTC ticks of its begin.</param>
/// <param name="ToTicks">UTC ticks of its end.</param>
public readonly record struct ChartShade(string Name, long FromTicks, long ToTicks);
