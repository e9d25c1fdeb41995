namespace Microsoft.DurableTask.Tests.Harness;

/// <summary>One call fails.</summary>
/// <param name="At">Which, counted from 1.</param>
/// <param name="Share">How much of it happens all the same.</param>
/// <param name="Lasts">Whether every later call fails too, without any effect.</param>
internal sealed record DiskFault(int At, double Share, bool Lasts);
