namespace Serverless.Core.Validation.Bootstrap;

/// <summary>A figure of a series; not finite where it is not defined.</summary>
public delegate double SeriesStatistic(ReadOnlySpan<double> series);
