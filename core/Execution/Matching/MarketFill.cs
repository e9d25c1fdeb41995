namespace Serverless.Core.Execution.Matching;

/// <summary>When a market order fills that was decided at a close.</summary>
public enum MarketFill
{
    /// <summary>At the open of the next bar, or of a later one with latency.</summary>
    NextOpen,

    /// <summary>At that close itself: optimistic, for comparison with engines that do so. Latency does not apply.</summary>
    SameClose,
}
