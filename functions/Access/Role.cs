namespace Serverless.Functions.Access;

/// <summary>What a caller may do; each role includes the ones before it.</summary>
public enum Role
{
    /// <summary>Read cycles, scorecards, regimes and optimisations.</summary>
    Viewer = 1,

    /// <summary>Start cycles and optimisations, and end these.</summary>
    Operator = 2,
}
