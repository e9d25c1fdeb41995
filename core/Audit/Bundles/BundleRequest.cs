namespace Serverless.Core.Audit.Bundles;

/// <summary>What a bundle is to hold.</summary>
/// <param name="First">Index of the first entry.</param>
/// <param name="Count">Number of entries, at least 1.</param>
/// <param name="Older">Sizes of older checkpoints whose consistency is to be proven.</param>
/// <param name="Explained">Whether the entries are told in words too.</param>
public sealed record BundleRequest(long First, long Count, IReadOnlyList<long> Older, bool Explained);
