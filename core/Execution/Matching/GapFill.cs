namespace Serverless.Core.Execution.Matching;

/// <summary>Price of a limit or stop order when the price has jumped over it.</summary>
public enum GapFill
{
    /// <summary>The price after the jump: better than a limit, worse than a stop.</summary>
    AtOpen,

    /// <summary>The order's own price, although nothing traded there: worse than the market for a limit, better for a stop.</summary>
    AtTrigger,
}
