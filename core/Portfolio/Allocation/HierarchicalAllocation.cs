namespace Serverless.Core.Portfolio.Allocation;

/// <summary>Result of <see cref="HierarchicalRiskParity"/>.</summary>
/// <param name="Weights">A weight for each asset, in the order of the covariance.</param>
/// <param name="Order">Assets from left to right in the tree.</param>
/// <param name="Heights">Distances at which clusters were joined, ascending; one less than assets.</param>
public sealed record HierarchicalAllocation(double[] Weights, int[] Order, double[] Heights);
