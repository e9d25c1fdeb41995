namespace Serverless.Core.Execution.Guards;

/// <summary>What a guard did.</summary>
public enum GuardAction
{
    /// <summary>It withdrew all orders, closes the position at the next open, and refuses new orders.</summary>
    Halted,

    /// <summary>It takes orders again.</summary>
    Resumed,

    /// <summary>From now on it scales the sizes of new orders.</summary>
    SizesScaled,

    /// <summary>It leaves the sizes of new orders as they are again.</summary>
    SizesRestored,

    /// <summary>It refused an order, or the rest of it.</summary>
    OrderRefused,

    /// <summary>It made an order smaller.</summary>
    OrderCut,

    /// <summary>It ordered the position to be reduced to its limit at the next open.</summary>
    PositionReduced,
}
