namespace Serverless.Core.Execution.Orders;

/// <summary>What can happen to an order.</summary>
public enum OrderAction
{
    /// <summary>It arrives at the venue, or the entry that it protects has filled.</summary>
    Activate,

    /// <summary>A part of it fills.</summary>
    FillPart,

    /// <summary>All that remained fills.</summary>
    FillRest,

    /// <summary>The rest is withdrawn.</summary>
    Cancel,

    /// <summary>Its time in force ends.</summary>
    Expire,

    /// <summary>The venue or the broker refuses it.</summary>
    Reject,
}
