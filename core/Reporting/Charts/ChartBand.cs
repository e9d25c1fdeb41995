namespace Serverless.Core.Reporting.Charts;

/// <summary>An area between two lines.</summary>
/// <param name="Name">What lies in it.</param>
/// <param name="X">As in <see cref="ChartSeries"/>.</param>
/// <param name="Low">Lower line.</param>
/// <param name="High">Upper line.</param>
public sealed record ChartBand(string Name, double[] X, double[] Low, double[] High);
