namespace Serverless.Core.Execution;

/// <summary>How the size of a full position is found.</summary>
public enum SizingMode
{
    /// <summary>A share of the equity at the fill.</summary>
    EquityFraction,

    /// <summary>A fixed quantity of the asset.</summary>
    FixedUnits,

    /// <summary>
    /// So much that a share of the equity is lost at the stop. Only for orders that a strategy sizes itself: a target has no stop.
    /// </summary>
    EquityRisk,
}
