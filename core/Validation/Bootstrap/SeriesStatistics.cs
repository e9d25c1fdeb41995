namespace Serverless.Core.Validation.Bootstrap;

/// <summary>Several figures of a series at once; not finite where they are not defined.</summary>
/// <param name="series">The series.</param>
/// <param name="results">Receives each figure.</param>
public delegate void SeriesStatistics(ReadOnlySpan<double> series, Span<double> results);
