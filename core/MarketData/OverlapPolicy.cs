namespace Serverless.Core.MarketData;

/// <summary>Which bar stays when one that arrives differs from the stored one of the same time.</summary>
public enum OverlapPolicy
{
    /// <summary>Only the last stored bar gives way, because it may have been stored while it was forming; all others stay.</summary>
    ReviseLast,

    /// <summary>The stored bar.</summary>
    KeepStored,

    /// <summary>The bar that arrives.</summary>
    TakeNew,
}
