namespace Serverless.Core.Execution.Guards;

/// <summary>What a guard does when its limit is reached.</summary>
public enum GuardResponse
{
    /// <summary>
    /// Trading stops: what is too large is refused whole, all orders are withdrawn at the close, the position is closed at the next open, and new
    /// orders are refused; after a daily loss until the next day, otherwise for the rest of the run.
    /// </summary>
    Halt,

    /// <summary>Trading goes on, smaller: orders are cut to what the limit leaves room for, positions and sizes reduced.</summary>
    Scale,
}
