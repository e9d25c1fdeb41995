namespace Serverless.Core.Execution.Orders;

/// <summary>What an order waits for.</summary>
public enum OrderType
{
    /// <summary>Nothing: it fills at the next price.</summary>
    Market,

    /// <summary>The limit price or a better one.</summary>
    Limit,

    /// <summary>The stop price or a worse one; then it is a market order.</summary>
    Stop,

    /// <summary>The stop price or a worse one; then it is a limit order.</summary>
    StopLimit,

    /// <summary>A stop that follows the best price at a distance and never retreats.</summary>
    TrailingStop,
}
