namespace Serverless.Core.Reporting.Charts;

/// <summary>A point of a <see cref="ScatterChart"/>.</summary>
/// <param name="X">Horizontal value.</param>
/// <param name="Y">Vertical value.</param>
/// <param name="IsLoss">Whether it stands for a loss.</param>
public readonly record struct ChartPoint(double X, double Y, bool IsLoss);
