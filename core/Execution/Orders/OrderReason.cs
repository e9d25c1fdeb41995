namespace Serverless.Core.Execution.Orders;

/// <summary>Why an order changed its state.</summary>
public enum OrderReason
{
    /// <summary>The ordinary course: it arrived, or the market traded at its price.</summary>
    None,

    /// <summary>The strategy asked for it.</summary>
    Strategy,

    /// <summary>Another order of its one-cancels-other group filled.</summary>
    OneCancelsOther,

    /// <summary>The entry of its bracket ended without a fill.</summary>
    EntryEnded,

    /// <summary>It may only reduce a position, and there is none on its side.</summary>
    NothingToReduce,

    /// <summary>Its time in force.</summary>
    TimeInForce,

    /// <summary>The equity does not carry the position.</summary>
    Margin,

    /// <summary>The size is not a multiple of the lot.</summary>
    LotSize,

    /// <summary>A price is not a multiple of the tick.</summary>
    TickSize,

    /// <summary>The value is below the smallest that the venue takes.</summary>
    MinNotional,

    /// <summary>A stop cannot be immediate-or-cancel or fill-or-kill.</summary>
    Unsupported,

    /// <summary>A guard of the run stepped in.</summary>
    Guard,

    /// <summary>The run ended and closes what it holds.</summary>
    EndOfRun,
}
