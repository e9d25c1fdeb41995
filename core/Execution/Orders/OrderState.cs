namespace Serverless.Core.Execution.Orders;

/// <summary>Where an order stands; <see cref="OrderLifecycle"/> holds the transitions.</summary>
public enum OrderState
{
    /// <summary>Submitted, not at the venue yet; or part of a bracket whose entry has not filled.</summary>
    New,

    /// <summary>Working.</summary>
    Active,

    /// <summary>Filled in part; the rest works on.</summary>
    PartiallyFilled,

    /// <summary>Filled whole. Final.</summary>
    Filled,

    /// <summary>Withdrawn; what had filled stays filled. Final.</summary>
    Cancelled,

    /// <summary>Its time in force ran out. Final.</summary>
    Expired,

    /// <summary>Refused before anything filled. Final.</summary>
    Rejected,
}
