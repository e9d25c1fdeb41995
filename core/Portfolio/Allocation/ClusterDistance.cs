namespace Serverless.Core.Portfolio.Allocation;

/// <summary>What <see cref="HierarchicalRiskParity"/> clusters.</summary>
public enum ClusterDistance
{
    /// <summary>Euclidean distance between columns of the matrix of √((1 − ρ) ÷ 2): assets are near when they relate to all others alike. The
    /// paper's.</summary>
    Columns,

    /// <summary>√((1 − ρ) ÷ 2) itself, as many libraries have it.</summary>
    Correlation,
}
