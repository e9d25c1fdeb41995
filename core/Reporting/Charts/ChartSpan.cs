namespace Serverless.Core.Reporting.Charts;

/// <summary>A stretch of time in a row of a <see cref="SpanChart"/>.</summary>
/// <param name="Row">Index of the row.</param>
/// <param name="Kind">Index of what it stands for.</param>
/// <param name="FromTicks">UTC ticks of its begin.</param>
/// <param name="ToTicks">UTC ticks of its end.</param>
public readonly record struct ChartSpan(int Row, int Kind, long FromTicks, long ToTicks);
