namespace Serverless.Core.Execution.Orders;

/// <summary>What an order is there for; with its type, the reason of an entry or exit.</summary>
public enum OrderRole
{
    /// <summary>A decision of the strategy.</summary>
    Decision,

    /// <summary>The stop of a bracket.</summary>
    StopLoss,

    /// <summary>The limit of a bracket.</summary>
    TakeProfit,

    /// <summary>The position's margin was used up.</summary>
    Liquidation,

    /// <summary>A guard of the run closed the position.</summary>
    Guard,

    /// <summary>The leverage had risen above its limit; sized when it fills.</summary>
    Reduction,

    /// <summary>The run ended, and was asked to close what was held.</summary>
    EndOfRun,
}
