namespace Serverless.Core.Execution.Orders;

/// <summary>How long an order works.</summary>
public enum TimeInForce
{
    /// <summary>Until it is filled or cancelled.</summary>
    GoodTilCancelled,

    /// <summary>On the day of the first bar that it can trade in: the UTC date, of US equities that of New York.</summary>
    Day,

    /// <summary>When it arrives only, usually at the open of its first bar; what does not fill there is cancelled. Market and limit orders.</summary>
    ImmediateOrCancel,

    /// <summary>As <see cref="ImmediateOrCancel"/>, and either whole or not at all.</summary>
    FillOrKill,

    /// <summary>In bars that open before <see cref="OrderTicket.GoodTil"/>.</summary>
    GoodTilDate,
}
