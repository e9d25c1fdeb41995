namespace Serverless.Functions.Access;

/// <summary>What a caller may do; each role includes the ones before it.</summary>
public enum Role
{
    /// <summary>Read cycles, scorecards and regimes.</summary>
    Viewer = 1,

    /// <summary>Start cycles.</summary>
    Operator = 2,
}
