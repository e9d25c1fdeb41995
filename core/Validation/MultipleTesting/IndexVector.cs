namespace Serverless.Core.Validation.MultipleTesting;

/// <summary>
/// Fills in which period stands at each place of one resampled history: a function of the replication alone, which several threads call.
/// </summary>
/// <param name="replication">Number of the replication, from 0.</param>
/// <param name="indices">Receives one period, 0 … n − 1, for each place.</param>
public delegate void IndexVector(int replication, Span<int> indices);
